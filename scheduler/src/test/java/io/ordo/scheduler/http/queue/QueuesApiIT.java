package io.ordo.scheduler.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues as those see them who keep them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuesApiIT {
    private static final String QUEUES = "/api/v1/queues";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aQueueThatDecidesNothingHasTheDefaults() {
        var made = api.post(QUEUES, "{\"id\": \"plain\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("ranker")).isEqualTo("balanced");
        assertThat(made.at("maxsize")).isEqualTo(0);
        assertThat(made.at("allow_replace")).isEqualTo(false);
        assertThat(made.at("lease")).isEqualTo(60);
        assertThat(made.at("max_deaths")).isEqualTo(3);
        assertThat(made.at("retry_policy.max_retries")).isEqualTo(3);
        assertThat(made.at("timeout")).isEqualTo(300);
        assertThat(made.at("size")).isEqualTo(0);
        assertThat(made.at("paused")).isNull();
        assertThat(made.at("item_schema")).isNull();
        assertThat(api.get(QUEUES + "/plain").body()).isEqualTo(made.body());
        assertThat(api.get(QUEUES).body()).contains("\"plain\"", "\"default\"");
    }

    @Test
    void aJobNamesAnyQueueThereMayBe() {
        var longest = "q".repeat(Queue.LONGEST_ID);
        Lane.make(api, longest, "");

        var job = api.post(
                "/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"manual\", \"queue\": \"" + longest + "\"}");

        assertThat(job.status()).as(job.body()).isEqualTo(201);
        api.delete("/api/v1/jobs/" + job.text("id"));
        api.delete(QUEUES + "/" + longest);
    }

    @Test
    void everySettingIsKept() {
        var made = api.post(QUEUES, """
                {"id": "strict", "ranker": "priority", "maxsize": 7, "allow_replace": true, "allow_updates": true,
                 "allow_priority_updates": true, "lease": "5m", "max_deaths": 1,
                 "retry_policy": {"max_retries": 1, "retry_delay": "10s", "backoff_factor": 1.5}, "timeout": "30m",
                 "concurrency": 8, "rate": {"per_second": 2.5}, "item_schema": {"type": "object"},
                 "kat": {"item": "any", "makes_schedules": true, "reschedule_after": "1d"}}
                """);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body())
                .contains("\"ranker\":\"priority\"", "\"maxsize\":7", "\"allow_replace\":true", "\"lease\":300,")
                .contains("\"retry_delay\":10", "\"backoff_factor\":1.5", "\"timeout\":1800,", "\"concurrency\":8")
                .contains("{\"per_second\":2.5,\"burst\":3}", "\"item_schema\":{\"type\":\"object\"}")
                .contains("{\"item\":\"any\",\"makes_schedules\":true,\"reschedule_after\":86400}");
    }

    @Test
    void aChangeKeepsWhatItLeavesOutAndClearsWhatItNulls() {
        Lane.make(api, "changing", "\"concurrency\": 3, \"maxsize\": 9, \"item_schema\": {}");

        var changed =
                api.put(QUEUES + "/changing", "{\"concurrency\": null, \"max_deaths\": 5, \"item_schema\": null}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("concurrency")).isNull();
        assertThat(changed.at("item_schema")).isNull();
        assertThat(changed.at("max_deaths")).isEqualTo(5);
        assertThat(changed.at("maxsize")).isEqualTo(9);
    }

    @Test
    void aChangeKeepsWhatItLeavesOutOfWhatIsNested() {
        Lane.make(api, "nested", """
            "kat": {"item": "report", "makes_schedules": true, "reschedule_after": "2h"},
            "rate": {"per_second": 5, "burst": 9}, "retry_policy": {"max_retries": 7, "retry_delay": 1}
            """);

        var changed = api.put(QUEUES + "/nested", """
            {"kat": {"reschedule_after": "1d"}, "rate": {"per_second": 6}, "retry_policy": {"retry_delay": 2}}
            """);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body())
                .contains("{\"item\":\"report\",\"makes_schedules\":true,\"reschedule_after\":86400}")
                .contains("{\"per_second\":6,\"burst\":9}", "\"max_retries\":7");
        var cleared = api.put(QUEUES + "/nested", """
                {"kat": {"reschedule_after": null}, "rate": {"per_second": 6, "burst": null}}
                """);

        assertThat(cleared.body())
                .contains("{\"item\":\"report\",\"makes_schedules\":true,\"reschedule_after\":null}")
                .contains("{\"per_second\":6,\"burst\":6}");
    }

    @Test
    void aQueueKeepsItsShapeWhileTasksOfItLive() {
        var lane = Lane.make(api, "shaped", "\"kat\": {\"item\": \"any\"}");
        lane.task("\"owner_id\": \"o\"");

        assertRefused(api.put(lane.path(""), "{\"kat\": {\"item\": \"report\"}}"), 409, "queue_in_use");
        assertRefused(api.put(lane.path(""), "{\"kat\": null}"), 409, "queue_in_use");
        assertThat(api.put(lane.path(""), "{\"kat\": {\"makes_schedules\": true}}")
                        .at("kat.item"))
                .isEqualTo("any");

        lane.settle(lane.pop(""), "\"outcome\": \"succeeded\"");
        assertThat(api.put(lane.path(""), "{\"kat\": {\"item\": \"report\"}}").at("kat.item"))
                .isEqualTo("report");
    }

    @Test
    void aPausedQueueServesNobodyAndTakesWhatIsPushed() {
        var lane = Lane.make(api, "paused", "");

        var paused = api.post(lane.path("/pause"), "{\"note\": \"the server is down\"}");
        var since = paused.text("paused.since");
        lane.task("");

        assertThat(paused.at("paused.note")).isEqualTo("the server is down");
        assertThat(lane.popped(1)).isZero();
        assertThat(api.post(lane.path("/pause")).at("paused.since")).isEqualTo(since);
        assertThat(lane.get().at("size")).isEqualTo(1);
        assertThat(api.post(lane.path("/resume")).at("paused")).isNull();
        assertThat(lane.popped(1)).isOne();
    }

    @Test
    void aQueueCountsWhatStandsInIt() {
        var lane = Lane.make(api, "counted", "");
        lane.task("");
        lane.task("");
        lane.task("\"not_before\": \"2999-01-01T00:00:00Z\"");
        lane.popOne();

        var counted = lane.get();

        assertThat(counted.at("size")).isEqualTo(1);
        assertThat(counted.at("pending")).isEqualTo(1);
        assertThat(counted.at("leased")).isEqualTo(1);
        assertThat(counted.at("first_created_at")).isNotNull();
    }

    @Test
    void aQueueIsRemovedOnceNothingNeedsIt() {
        var lane = Lane.make(api, "doomed", "");
        lane.task("");
        assertRefused(api.delete(lane.path("")), 409, "queue_in_use");
        lane.settle(lane.pop(""), "\"outcome\": \"succeeded\"");

        assertThat(api.delete(lane.path("")).status()).isEqualTo(204);

        assertRefused(api.delete(lane.path("")), 404, "queue_unknown");
        assertRefused(lane.push("{\"payload\": {}}"), 404, "queue_unknown");
    }

    @Test
    void aQueueIsMadeOnce() {
        Lane.make(api, "only", "\"maxsize\": 5");

        assertRefused(api.post(QUEUES, "{\"id\": \"only\"}"), 409, "queue_exists");

        assertThat(api.get(QUEUES + "/only").at("maxsize")).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            id              | ""                        | id                      | length
            id              | "a/b"                     | id                      | format
            id              | "-a"                      | id                      | format
            id              | null                      | id                      | required
            ranker          | "best"                    | ranker                  | choice
            maxsize         | -1                        | maxsize                 | range
            lease           | "4s"                      | lease                   | range
            max_deaths      | 0                         | max_deaths              | range
            retry_policy    | {"max_retries": 101}      | retry_policy.max_retries| range
            concurrency     | 0                         | concurrency             | range
            rate            | {}                        | rate.per_second         | required
            rate            | {"per_second": 0}         | rate.per_second         | range
            item_schema     | true                      | item_schema             | type
            item_schema     | {"type": "objekt"}        | item_schema.type        | schema
            item_schema     | {"$ref": "http://x.org/a"}| item_schema             | schema
            item_schema     | {"$ref": "other.json"}    | item_schema             | schema
            item_schema     | {"$ref": "file:///etc/x"} | item_schema             | schema
            item_schema     | {"$ref": "#/$defs/none"}  | item_schema             | schema
            item_schema     | {"$ref": "#"}             | item_schema             | schema
            item_schema     | {"items": {"$dynamicRef": "x"}} | item_schema       | schema
            item_schema     | {"pattern": "("}          | item_schema             | schema
            item_schema     | {"$schema": "http://json-schema.org/draft-07/schema#"} | item_schema | schema
            kat             | {"item": "boat"}          | kat.item                | choice
            bogus           | 1                         | bogus                   | unknown
            """)
    void aWrongSettingIsNamedWithItsRule(String field, String value, String named, String rule) {
        String id = field.equals("id") ? "" : "\"id\": \"refused\", ";

        var answer = api.post(QUEUES, "{" + id + "\"" + field + "\": " + value + "}");

        assertRefused(answer, 422, "invalid_fields");
        assertThat(answer.at("errors.0.field")).as(answer.body()).isEqualTo(named);
        assertThat(answer.at("errors.0.rule")).isEqualTo(rule);
        assertThat(api.get(QUEUES + "/refused").status()).isEqualTo(404);
    }

    @Test
    void aChangeToASchemaThatIsNoneChangesNothing() {
        var lane = Lane.make(api, "kept", "\"item_schema\": {\"type\": \"object\"}");

        assertRefused(
                api.put(lane.path(""), "{\"item_schema\": {\"type\": 5}, \"maxsize\": 1}"), 422, "invalid_fields");

        assertThat(lane.get().at("maxsize")).isEqualTo(0);
        assertThat(lane.get().at("item_schema.type")).isEqualTo("object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/tasks", "/nothing"})
    void anUnknownQueueIsNotFound(String what) {
        assertThat(api.get(QUEUES + "/nowhere" + what).status()).isEqualTo(404);
        assertThat(api.post(QUEUES + "/nowhere" + what).status()).isIn(404, 405);
        assertThat(api.post(QUEUES + "/%00/pause").status()).isEqualTo(404);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.at("code")).isEqualTo(code);
    }
}
