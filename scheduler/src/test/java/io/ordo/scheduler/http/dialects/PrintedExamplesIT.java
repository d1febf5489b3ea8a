package io.ordo.scheduler.http.dialects;

import static io.ordo.scheduler.http.dialects.Printed.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Store;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What manuals print, posted as it is printed: it is taken, and its tasks stand in the queue at their times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrintedExamplesIT {
    private static final Instant START = Instant.parse("2030-01-01T00:00:30Z");

    private final Store store = Store.create();
    private final Client api = store.client();

    @BeforeEach
    void begin() {
        store.clock().set(START);
    }

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            data-analysis         | 2030-01-01T02:00:00Z
            fibonacci             | 2030-01-01T00:05:00Z
            system-backup         | 2030-01-01T03:00:00Z
            mathematical-analysis | 2030-01-01T00:10:00Z
            prime-numbers         | 2030-01-01T06:00:00Z
            advanced-analysis     | 2030-01-01T00:15:00Z
            """)
    void aJobOfTheJobsApiStandsInTheQueueWhenItIsDue(String name, Instant due) {
        var made = api.post("/api/v1/jobs", Printed.text("jobs-api/" + name + ".json"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var printed = Printed.json("jobs-api/" + name + ".json");
        assertSays(made.json(), printed);
        assertThat(made.at("next_run")).isEqualTo(due.toString());

        var payload = payloadAt(due, made.text("id"), "default");
        assertThat(payload).isEqualTo(at(printed, "payload"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rest  | 2030-01-01T00:01:00Z | task.connection.data
            kafka | 2030-01-01T00:00:30Z | task.data
            """)
    void aClientScheduleStandsInTheQueueWhenItIsDue(String name, Instant due, String data) {
        var made = api.post("/schedules", Printed.text("client-schedules/" + name + ".json"));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        var id = made.text("id");
        var printed = Printed.json("client-schedules/" + name + ".json");
        assertThat(at(api.get("/schedules/" + id).json(), "0.task.connection"))
                .isEqualTo(at(printed, "task.connection"));

        var payload = payloadAt(due, id, "dispatch");
        assertThat(at(payload, "name")).isEqualTo(at(printed, "name"));
        assertThat(at(payload, "schedule")).isEqualTo(at(printed, "schedule"));
        assertThat(at(payload, "data")).isEqualTo(at(printed, data));
        assertThat(api.get("/api/v1/jobs/" + id).at("target.settings.send"))
                .isEqualTo(name.equals("rest") ? "payload" : "data");
    }

    @Test
    void aTemplateOfUsersMakesAJobThatIsDueAfterItsSeconds() {
        assertThat(api.post("/api/v1/templates", Printed.template("mail_job", true))
                        .status())
                .isEqualTo(201);
        assertThat(api.get("/rest-job-scheduler/schemas").at("mail_job.profiles.label"))
                .isEqualTo("Profiles");
        assertThat(jobs()).isEqualTo(0);
        var made = api.with("Content-Type", "application/x-www-form-urlencoded")
                .post("/rest-job-scheduler/create", "job_type=mail_job&profiles=9");
        assertThat(made.status()).as(made.body()).isEqualTo(200);

        var payload = payloadAt(START.plusSeconds(5), madeOfTemplate(), "default");
        assertThat(at(payload, "profiles").getValue()).isEqualTo(9);
        assertThat(at(payload, "job_id").getValue()).isEqualTo(made.at("job_id"));
    }

    @Test
    void aTemplateOfTheSystemHasAJobAtOnceAndAnotherWhenThatIsTerminated() {
        assertThat(api.post("/api/v1/templates", Printed.template("profile_job", false))
                        .status())
                .isEqualTo(201);
        assertThat(api.get("/rest-job-scheduler/schemas").at("profile_job")).isNull();
        var first = madeOfTemplate();
        var payload = payloadAt(START.plusSeconds(5), first, "default");
        assertThat(at(payload, "profiles").getValue()).isEqualTo(7);

        var key = api.get("/api/v1/jobs/" + first).text("key");
        assertThat(api.with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/rest-job-scheduler/job/" + key + "/terminate", "type=profile_job")
                        .status())
                .isEqualTo(200);
        assertThat(madeOfTemplate()).isNotEqualTo(first);
        payloadAt(START.plusSeconds(10), madeOfTemplate(), "default");
    }

    @Test
    void theRunOfAJobIsShownAsItIsPrinted() {
        var job = api.post("/api/v1/jobs", Printed.text("jobs-api/advanced-analysis.json"))
                .text("id");
        assertThat(api.get("/api/v1/jobs").at("jobs.0.id")).isEqualTo(job);
        var asked = api.post("/api/v1/jobs/" + job + "/run");
        assertThat(asked.status()).isEqualTo(202);
        var printed = Printed.json("jobs-api/runs-answer.json");
        var run = at(printed, "runs.0");

        var popped = api.post("/api/v1/queues/default/pop?limit=1");
        assertThat(popped.at("results.0.id")).isEqualTo(asked.at("run_id"));
        var task = "/api/v1/tasks/" + asked.text("run_id");
        var fence = "\"fence\": " + popped.at("results.0.lease.fence");
        assertThat(api.post(task + "/start", "{" + fence + "}").status()).isEqualTo(200);
        var settlement = "{\"outcome\": \"succeeded\", " + fence + ", \"log\": "
                + Printed.text("jobs-api/runs-answer.json").replaceAll("(?s).*\"logs\": (\".*?\"),.*", "$1") + "}";
        assertThat(api.post(task + "/settle", settlement).status()).isEqualTo(200);

        var shown = api.get("/api/v1/jobs/" + job + "/runs");
        assertThat(shown.size("runs")).isEqualTo(1);
        for (var whole : new String[] {"total", "page", "size"}) {
            assertThat(at(shown.json(), whole)).isEqualTo(at(printed, whole));
        }
        for (var entry : run.entries()) {
            assertThat(shown.at("runs.0." + entry.getKey())).as(entry.getKey()).isNotNull();
        }
        for (var same : new String[] {"status", "logs", "retry_count"}) {
            assertThat(shown.at("runs.0." + same)).isEqualTo(at(run, same).getValue());
        }
    }

    /** Every field that is printed is answered, with what was printed in it. */
    private static void assertSays(JsonNode answer, JsonNode printed) {
        for (var entry : printed.entries()) {
            var said = Objects.requireNonNull(answer.get(entry.getKey()), entry.getKey());
            if (entry.getKey().equals("retry_policy")) {
                assertSays(said, entry.getValue());
            } else {
                assertThat(said).isEqualTo(entry.getValue());
            }
        }
    }

    /** The payload of the task of a job, which comes at that time and not before, and is alone in its queue. */
    private JsonNode payloadAt(Instant due, String job, String queue) {
        turnTo(due.minusSeconds(1));
        assertThat(api.get("/api/v1/queues/" + queue + "/tasks").size("items")).isZero();
        turnTo(due);
        var runs = api.get("/api/v1/jobs/" + job + "/runs");
        assertThat(runs.size("runs")).isEqualTo(1);
        assertThat(runs.at("runs.0.planned_at")).isEqualTo(due.toString());
        var queued = api.get("/api/v1/queues/" + queue + "/tasks");
        assertThat(queued.size("items")).isEqualTo(1);
        assertThat(queued.at("items.0.id")).isEqualTo(runs.at("runs.0.id"));
        return at(api.get("/api/v1/tasks/" + runs.text("runs.0.id")).json(), "payload");
    }

    private void turnTo(Instant time) {
        if (time.isBefore(store.clock().now())) {
            return;
        }
        store.clock().set(time);
        store.planner().runOnce();
        store.promote();
    }

    private Object jobs() {
        return Objects.requireNonNull(api.get("/api/v1/jobs?origin=template").at("total"));
    }

    private String madeOfTemplate() {
        return api.get("/api/v1/jobs?origin=template").text("jobs.0.id");
    }
}
