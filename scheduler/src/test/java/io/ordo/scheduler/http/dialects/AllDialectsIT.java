package io.ordo.scheduler.http.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A job that was made in one dialect is seen, explained and controlled in all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllDialectsIT {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Store store = Store.create();
    private final Client api = store.client();

    @BeforeEach
    void aTemplate() {
        assertThat(api.post("/api/v1/templates", Printed.template("mail_job", true))
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    static Stream<Dialect> dialects() {
        return Stream.of(
                new Dialect(
                        "native",
                        api -> api.post("/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"1m\"}"),
                        (api, id) -> api.get("/api/v1/jobs/" + id).at("status"),
                        new States("active", "paused", "completed")),
                new Dialect(
                        "kat",
                        api -> api.post("/schedules", """
                                {"scheduler_id": "report", "organisation": "o", "schedule": "* * * * *",
                                 "data": {"organisation_id": "o", "report_recipe_id": "r"}}
                                """),
                        (api, id) -> api.get("/schedules/" + id).at("enabled"),
                        new States("true", "false", "false")),
                new Dialect(
                        "client",
                        api -> api.post("/schedules", Printed.text("client-schedules/rest.json")),
                        (api, id) -> api.get("/schedules/" + id).at("0.next") == null ? "not due" : "due",
                        new States("due", "not due", "not due")),
                new Dialect(
                        "cron-log",
                        api -> api.post(
                                "/jobs", "{\"job_name\": \"report\", \"cron\": \"* * * * *\", \"city\": \"X\"}"),
                        (api, id) -> api.get("/jobs/" + id).at("next_run") == null ? "not due" : "due",
                        new States("due", "not due", "not due")),
                new Dialect(
                        "template",
                        api -> api.with("Content-Type", FORM)
                                .post("/rest-job-scheduler/create", "job_type=mail_job&profiles=9"),
                        AllDialectsIT::restJobState,
                        new States("scheduled", "scheduled", "terminated")));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aJobIsSeenExplainedAndControlledInAll(Dialect dialect) {
        var made = dialect.make().apply(api);
        assertThat(made.status()).as(made.body()).isBetween(200, 201);
        var listed = api.get("/api/v1/jobs?origin=" + dialect.origin());
        assertThat(listed.at("total")).isEqualTo(1);
        assertThat(listed.at("jobs.0.origin")).isEqualTo(dialect.origin());
        var job = listed.text("jobs.0.id");
        assertThat(dialect.stateOf(api, job)).isEqualTo(dialect.states().going());

        store.clock().set(Instant.parse(listed.text("jobs.0.next_run")));
        store.planner().runOnce();
        store.promote();
        var task = api.get("/api/v1/jobs/" + job + "/runs").text("runs.0.id");
        var explained = api.get("/api/v1/tasks/" + task + "/explain");
        assertThat(explained.status()).as(explained.body()).isEqualTo(200);
        assertThat(explained.at("position")).isEqualTo(1);

        assertThat(api.post("/api/v1/jobs/" + job + "/pause", "{\"note\": \"Holidays\"}")
                        .status())
                .isEqualTo(200);
        assertThat(dialect.stateOf(api, job)).isEqualTo(dialect.states().paused());
        assertThat(api.post("/api/v1/jobs/" + job + "/resume").status()).isEqualTo(200);
        assertThat(dialect.stateOf(api, job)).isEqualTo(dialect.states().going());
        assertThat(api.post("/api/v1/jobs/" + job + "/terminate").status()).isEqualTo(200);
        assertThat(dialect.stateOf(api, job)).isEqualTo(dialect.states().ended());
        assertThat(api.get("/api/v1/runs/" + task).at("status")).isEqualTo("cancelled");
    }

    private static Object restJobState(Client api, String id) {
        var key = api.get("/api/v1/jobs/" + id).text("key");
        var job = Objects.requireNonNull(
                api.get("/rest-job-scheduler/jobs").json().get(key));
        return Objects.requireNonNull(job.get("state")).getStringValue();
    }

    /**
     * A way to write jobs.
     *
     * @param make makes a job that is due within a minute
     * @param state how a job of that id stands, in its own words
     * @param states the words
     */
    record Dialect(
            String origin,
            Function<Client, Client.Answer> make,
            BiFunction<Client, String, Object> state,
            States states) {
        String stateOf(Client api, String id) {
            return String.valueOf(state.apply(api, id));
        }

        @Override
        public String toString() {
            return origin;
        }
    }

    /** What a job is said to be while it goes on, is paused, and was terminated. */
    record States(String going, String paused, String ended) {}
}
