package io.ordo.scheduler.http.cronlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cron log, as its clients use it and as everybody else sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CronLogIT {
    private final Store store = Store.on(Servers.newDatabase());
    private final Client api = store.client();

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void stop() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"job_name\": \"report\", \"cron\": \"*/5 * * * *\", \"city\": \"Pune\", \"count\": 3}",
                "{\"name\": \"report\", \"cron\": \"*/5 * * * *\", \"job_fields\": {\"city\": \"Pune\", \"count\": 3}}",
                "{\"name\": \"report\", \"job_name\": \"report\", \"cron\": \"*/5 * * * *\", \"city\": \"Pune\","
                        + " \"job_fields\": {\"count\": 3}}"
            })
    void aJobHasANameACronAndAnyFieldsNestedOrNot(String body) {
        var made = api.post("/jobs", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var id = made.text("id");
        assertThat(made.body())
                .isEqualTo("{\"id\":\"" + id + "\",\"name\":\"report\",\"cron\":\"*/5 * * * *\","
                        + "\"job_fields\":{\"city\":\"Pune\",\"count\":3}}");
        assertThat(api.get("/jobs").body()).contains(id);
        var before = api.get("/jobs/" + id);
        assertThat(before.at("last_run_at")).isNull();
        var due = Instant.parse(before.text("next_run"));
        assertThat(before.at("next_run_at")).isEqualTo(before.at("next_run"));

        store.clock().advance(Duration.between(store.clock().now(), due));
        store.planner().runOnce();
        assertThat(tasks(id)).singleElement().satisfies(task -> {
            assertThat(task.status()).isEqualTo(Status.QUEUED);
            assertThat(task.task().plannedAt()).isEqualTo(due);
            assertThat(task.task().work().queue()).isEqualTo("default");
            assertThat(task.task().work().payload().replace(" ", ""))
                    .contains("\"type\":\"log\"", "\"log\":\"report\"", "\"fields\":{\"city\":\"Pune\",\"count\":3}");
        });
        var after = api.get("/jobs/" + id);
        assertThat(after.at("last_run_at")).isEqualTo(due.toString());
        assertThat(after.at("next_run"))
                .isEqualTo(due.plus(Duration.ofMinutes(5)).toString());
    }

    @Test
    void aNameIsTakenOnce() {
        var body = "{\"name\": \"a, 'b'\", \"cron\": \"@daily\"}";
        assertThat(api.post("/jobs", body).status()).isEqualTo(201);
        var refused = api.post("/jobs", body.replace("name", "job_name"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("detail")).isEqualTo("Job name 'a, 'b'' already exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5m", "now", "2999-01-01T00:00:00Z", "* * * *", "61 * * * *", "0 0 30 2 *"})
    void whatIsNoCronIsRefused(String cron) {
        var refused = api.post("/jobs", "{\"name\": \"x\", \"cron\": \"" + cron + "\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).startsWith("Invalid cron expression: ");
        assertThat(api.get("/jobs").body()).isEqualTo("[]");
    }

    @Test
    void whatIsMissingOrContradictsItselfIsNamed() {
        assertThat(errors("{}")).contains("\"field\":\"name\"", "\"field\":\"cron\"");
        assertThat(errors("{\"name\": \"x\", \"job_name\": \"y\", \"cron\": \"@daily\"}"))
                .contains("\"field\":\"job_name\"");
        assertThat(errors("{\"name\": \"x\", \"cron\": \"@daily\", \"job_fields\": []}"))
                .contains("\"field\":\"job_fields\"");
        assertThat(errors("{\"name\": \"x\", \"cron\": \"@daily\", \"target\": {\"type\": \"fax\"}}"))
                .contains("\"field\":\"target.type\"");
        assertThat(errors("{\"name\": \"x\", \"cron\": \"@daily\", \"city\": \"Pune\", \"n\": 1,"
                        + " \"job_fields\": {\"city\": \"Goa\", \"n\": 1}}"))
                .contains("\"field\":\"job_fields.city\"")
                .doesNotContain("job_fields.n");
    }

    @Test
    void aTargetMayTakeTheFieldsInstead() {
        var id = api.post("/jobs", """
                {"name": "x", "cron": "@daily", "city": "Pune",
                 "target": {"type": "kafka", "settings": {"topic": "t"}}}
                """).text("id");
        assertThat(api.get("/jobs/" + id).body()).contains("\"job_fields\":{\"city\":\"Pune\"}");
        var job = api.get("/api/v1/jobs/" + id);
        assertThat(job.at("target.type")).isEqualTo("kafka");
        assertThat(job.at("queue")).isEqualTo("dispatch");

        var field = api.post("/jobs", "{\"name\": \"y\", \"cron\": \"@daily\", \"target\": \"moon\"}");
        assertThat(field.at("job_fields.target")).isEqualTo("moon");
    }

    @Test
    void aJobOfTheCronLogIsSeenAndSteeredInTheJobsApiAndOthersAreNotSeenHere() {
        var id = api.post("/jobs", "{\"name\": \"x\", \"cron\": \"@daily\"}").text("id");
        assertThat(api.get("/api/v1/jobs?origin=cron-log").at("jobs.0.id")).isEqualTo(id);
        assertThat(api.post("/api/v1/jobs/" + id + "/pause", "{\"note\": \"Holidays\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/jobs/" + id).at("next_run")).isNull();
        api.post("/api/v1/jobs/" + id + "/resume", "");
        var next = api.get("/jobs/" + id).text("next_run");
        assertThat(api.get("/api/v1/jobs/" + id + "/occurrences/why?at=" + next).at("verdict"))
                .isEqualTo("to_come");
        var run = api.post("/api/v1/jobs/" + id + "/run", "").text("run_id");
        assertThat(api.get("/api/v1/tasks/" + run + "/explain").status()).isEqualTo(200);

        for (var other :
                List.of(store.aJob("1d").id().toString(), UUID.randomUUID().toString(), "7")) {
            assertThat(api.get("/jobs/" + other).status()).isEqualTo(404);
            assertThat(api.get("/jobs/" + other).at("detail")).isEqualTo("Job not found");
        }
    }

    @Test
    void everybodyMayAskWhetherItIsWell() {
        try (var scheduler = TestScheduler.withoutLoops(Servers.newDatabase())) {
            var answer = new Client(scheduler.url(), null).get("/healthcheck");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.type()).isEqualTo("application/json");
            assertThat(answer.body()).isEqualTo("\"ok\"");
        }
    }

    private String errors(String body) {
        Answer refused = api.post("/jobs", body);
        assertThat(refused.status()).isEqualTo(422);
        return refused.body();
    }

    private List<TaskHistory> tasks(String id) {
        return store.tasks().ofJob(UUID.fromString(id), 0, 10);
    }
}
