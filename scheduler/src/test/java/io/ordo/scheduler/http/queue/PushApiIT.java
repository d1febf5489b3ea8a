package io.ordo.scheduler.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.upkeep.Expirer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pushed, one by one and as arrays, and what is not let in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushApiIT {
    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final ManualClock clock = new ManualClock(scheduler.bean(Database.class));
    private final Client api = scheduler.client();
    private int lanes;

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aPushedTaskTakesWhatItLeavesOutFromItsQueue() {
        var lane = lane("\"retry_policy\": {\"max_retries\": 7, \"retry_delay\": 5}, \"timeout\": 42");

        var pushed =
                lane.push("{\"payload\": {\"a\": 1}, \"owner_id\": \"math\", \"retry_policy\": {\"retry_delay\": 9}}");

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.at("status")).isEqualTo("queued");
        assertThat(pushed.at("priority")).isEqualTo(3);
        assertThat(pushed.at("owner_id")).isEqualTo("math");
        assertThat(pushed.at("changed")).isEqualTo(false);
        var task = api.get("/api/v1/tasks/" + pushed.text("id"));
        assertThat(task.at("retry_policy.max_retries")).isEqualTo(7);
        assertThat(task.text("retry_policy.retry_delay")).isEqualTo("9");
        assertThat(task.at("timeout")).isEqualTo(42);
        assertThat(task.at("payload.a")).isEqualTo(1);
        assertThat(task.at("created_at")).isEqualTo(pushed.at("created_at"));
    }

    @Test
    void ofAnArrayEachTaskIsAnsweredForItself() {
        var lane = lane("\"maxsize\": 3");
        var taken = lane.task("");

        var pushed = lane.push("""
                [{"payload": {}, "hash": "h"}, {"payload": {}, "hash": "h"}, {"payload": {}, "id": "%s"},
                 {"payload": {}}, {"payload": {}}, {"payload": {}, "priority": 1},
                 {"payload": {}, "after": ["%s"]}]
                """.formatted(taken, UUID.randomUUID()));

        assertThat(statuses(pushed)).containsExactly("201", "409", "409", "201", "429", "201", "422");
        assertThat(pushed.at("results.1.code")).isEqualTo("task_queued");
        assertThat(pushed.at("results.2.code")).isEqualTo("task_exists");
        assertThat(pushed.at("results.4.code")).isEqualTo("queue_full");
        assertThat(pushed.at("results.6.code")).isEqualTo("after_unknown");
        assertThat(lane.get().at("size")).isEqualTo(4);
    }

    @Test
    void aFullQueueLetsInWhatIsMostUrgentAlone() {
        var lane = lane("\"maxsize\": 1");
        lane.task("");

        assertRefused(lane.push("{\"payload\": {}, \"priority\": 2}"), 429, "queue_full");
        assertThat(lane.push("{\"payload\": {}, \"priority\": 1}").status()).isEqualTo(201);

        lane.popped(2);
        assertThat(lane.push("{\"payload\": {}}").status()).isEqualTo(201);
    }

    @Test
    void whatWaitsForItsTimeTakesNoRoom() {
        var lane = lane("\"maxsize\": 1");

        var pushed = lane.push("""
                [{"payload": {}, "hash": "h", "not_before": "2999-01-01T00:00:00Z"}, {"payload": {}, "hash": "h"}]
                """);

        assertThat(statuses(pushed)).containsExactly("201", "201");
        assertThat(pushed.at("results.0.id")).isNotEqualTo(pushed.at("results.1.id"));
    }

    @Test
    void aRaceForTheLastPlacesOfAQueueLetsInExactlySoMany() {
        var lane = lane("\"maxsize\": 5");
        var statuses = new ConcurrentLinkedQueue<Integer>();

        Race.among(16, () -> statuses.add(lane.push("{\"payload\": {}}").status()));

        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(11);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            as it comes            | "priority": 3       | false
            by the queue's rules   | "hash": "%s"        | false
            behind another task    | "after": ["%2$s"]   | false
            by requests with a key | "priority": 3       | true
            """)
    void aRaceForAnIdIsWonOnce(String way, String fields, boolean areKeyed) {
        var lane = lane("");
        var first = lane.task("");
        var id = UUID.randomUUID();
        var statuses = new ConcurrentLinkedQueue<String>();

        Race.among(8, () -> {
            var own = UUID.randomUUID().toString();
            var client = areKeyed ? api.with("Idempotency-Key", own) : api;
            var task = "{\"payload\": {}, \"id\": \"" + id + "\", " + fields.formatted(own, first) + "}";
            var pushed = lane.at(client).push("[{\"payload\": {}}, " + task + "]");
            statuses.addAll(statuses(pushed).toList());
        });

        assertThat(statuses.stream().filter(status -> status.equals("201")))
                .as(way)
                .hasSize(8 + 1);
        assertThat(statuses.stream().filter(status -> status.equals("409"))).hasSize(8 - 1);
    }

    @Test
    void aRaceOfTwinsIsWonOnce() {
        var lane = lane("");
        var statuses = new ConcurrentLinkedQueue<Integer>();

        Race.among(
                8,
                () -> statuses.add(
                        lane.push("{\"payload\": {}, \"hash\": \"twin\"}").status()));

        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(7);
        assertThat(lane.get().at("size")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: payload {1}, priority {2} gives {3}")
    @CsvSource(delimiter = '|', textBlock = """
            allow_nothing          | {"a": 2} | 1 | 409
            allow_replace          | {"a": 1} | 3 | 201
            allow_replace          | {"a": 2} | 1 | 201
            allow_updates          | {"a": 1} | 3 | 409
            allow_updates          | {"a": 1} | 1 | 409
            allow_updates          | {"a": 2} | 3 | 201
            allow_priority_updates | {"a": 2} | 3 | 409
            allow_priority_updates | {"a": 1} | 1 | 201
            """)
    void theRulesOfAQueueSayWhatATwinMayChange(String rule, String payload, int priority, int status) {
        var lane = lane(rule.equals("allow_nothing") ? "" : "\"" + rule + "\": true");
        var first = lane.push("{\"payload\": {\"a\": 1}, \"hash\": \"h\", \"owner_id\": \"first\"}")
                .text("id");

        var second = lane.push("{\"payload\": %s, \"hash\": \"h\", \"priority\": %d, \"owner_id\": \"second\"}"
                .formatted(payload, priority));

        assertThat(second.status()).isEqualTo(status);
        var task = api.get("/api/v1/tasks/" + first);
        assertThat(lane.get().at("size")).isEqualTo(1);
        if (status == 201) {
            assertThat(second.at("id")).isEqualTo(first);
            assertThat(second.at("changed")).isEqualTo(true);
            assertThat(second.at("owner_id")).isEqualTo("first");
            assertThat(task.at("priority")).isEqualTo(priority);
            assertThat(task.text("payload.a")).isEqualTo(payload.substring(6, 7));
        } else {
            assertThat(second.at("code")).isEqualTo("task_queued");
            assertThat(task.at("payload.a")).isEqualTo(1);
            assertThat(task.at("priority")).isEqualTo(3);
        }
    }

    @Test
    void aTwinThatBecameMoreUrgentIsPoppedFirst() {
        var lane = lane("\"allow_priority_updates\": true");
        lane.task("\"priority\": 2");
        var twin =
                lane.push("{\"payload\": {}, \"hash\": \"h\", \"priority\": 3}").text("id");

        lane.push("{\"payload\": {}, \"hash\": \"h\", \"priority\": 1}");

        assertThat(lane.popOne()).isEqualTo(twin);
    }

    @Test
    void aTaskThatIsPushedAgainAndAgainKeepsItsArrival() {
        var lane = lane("\"allow_updates\": true");
        var old = lane.push("{\"payload\": {\"minute\": 0}, \"hash\": \"h\"}").text("id");
        for (int minute = 1; minute <= 3; minute++) {
            clock.advance(Duration.ofMinutes(1));
            lane.task("");
            lane.push("{\"payload\": {\"minute\": " + minute + "}, \"hash\": \"h\"}");
        }

        var popped = lane.pop("");

        assertThat(popped.text("results.0.id")).isEqualTo(old);
        assertThat(popped.at("results.0.payload.minute")).isEqualTo(3);
    }

    @Test
    void aTaskChangedByTheRequestThatPushesItKeepsItsArrivalToo() {
        var lane = lane("\"allow_priority_updates\": true");
        lane.task("\"priority\": 2");

        var twin = lane.push("""
                [{"payload": {}, "hash": "h"},
                 {"payload": {}, "hash": "h", "priority": 1, "not_before": "2999-01-01T00:00:00Z"}]
                """).text("results.0.id");

        assertThat(lane.popOne()).isEqualTo(twin);
    }

    @Test
    void aTaskIsNobodysTwinOnceItIsPopped() {
        var lane = lane("");
        lane.task("\"hash\": \"h\"");
        lane.popOne();

        assertThat(lane.push("{\"payload\": {}, \"hash\": \"h\"}").status()).isEqualTo(201);
    }

    @Test
    void whatMayNotBePoppedYetIsPendingUntilItsTime() {
        var lane = lane("");
        var later = clock.now().plusSeconds(60);
        var pushed = lane.push("{\"payload\": {}, \"not_before\": \"" + later + "\"}");
        assertThat(pushed.at("status")).isEqualTo("pending");
        assertThat(lane.popped(1)).isZero();
        assertThat(api.get("/api/v1/tasks/" + pushed.text("id")).at("due_at")).isEqualTo(later.toString());

        clock.advance(Duration.ofMinutes(1));
        scheduler.bean(Promoter.class).runOnce();

        assertThat(lane.popOne()).isEqualTo(pushed.at("id"));
    }

    @Test
    void whatDidNotStartByItsDeadlineFails() {
        var lane = lane("");
        var task = lane.task("\"deadline\": \"" + clock.now().plusSeconds(60) + "\"");
        assertThat(api.get("/api/v1/tasks/" + task).at("deadline")).isNotNull();

        clock.advance(Duration.ofMinutes(1));
        assertThat(lane.popped(1)).isZero();
        scheduler.bean(Expirer.class).runOnce();

        assertThat(lane.status(task)).isEqualTo("failed");
        assertThat(api.get("/api/v1/tasks/" + task).at("reason")).isEqualTo("deadline_passed");
    }

    @Test
    void aPayloadIsToldEveryPlaceItsSchemaRefuses() {
        var lane = lane("""
                "item_schema": {"type": "object", "required": ["url"], "additionalProperties": false,
                 "properties": {"url": {"type": "string", "format": "uri"}, "n": {"$ref": "#/$defs/small"},
                                "list": {"type": "array", "items": {"type": "integer"}}},
                 "$defs": {"small": {"type": "integer", "maximum": 9}}}
                """);

        var one = lane.push("{\"payload\": {\"n\": 10, \"list\": [1, \"x\"], \"z\": 1}, \"priority\": 9}");
        var several = lane.push("[{\"payload\": {\"url\": \"a:b\"}}, {\"payload\": {\"url\": 5}}]");

        assertRefused(one, 422, "invalid_fields");
        assertThat(fields(one))
                .containsExactlyInAnyOrder("payload.url", "payload.n", "payload.list.1", "payload.z", "priority");
        assertThat(one.body()).contains("\"rule\":\"schema\"");
        assertRefused(several, 422, "invalid_fields");
        assertThat(fields(several)).containsExactly("1.payload.url");
        assertThat(lane.push("{\"payload\": {\"url\": \"a:b\", \"n\": 9}}").status())
                .isEqualTo(201);
        assertThat(lane.get().at("size")).isEqualTo(1);
    }

    @Test
    void aPayloadHasALimitOfItsOwn() {
        var lane = lane("");
        String most = "{\"payload\": {\"a\": \"" + "x".repeat((1 << 20) - 8) + "\"}}";

        assertThat(lane.push("[" + most + ", " + most + "]").status()).isEqualTo(201);
        var refused = lane.push("[{\"payload\": {}}, " + most.replace("\"a\"", "\"ab\"") + "]");
        assertRefused(refused, 422, "invalid_fields");
        assertThat(fields(refused)).containsExactly("1.payload");
        assertThat(lane.get().at("size")).isEqualTo(2);
    }

    @Test
    void aChangedSchemaHoldsFromThenOn() {
        var lane = lane("\"item_schema\": {\"required\": [\"a\"]}");
        assertThat(lane.push("{\"payload\": {}}").status()).isEqualTo(422);

        api.put(lane.path(""), "{\"item_schema\": {\"required\": [\"b\"]}}");

        assertThat(fields(lane.push("{\"payload\": {\"a\": 1}}"))).containsExactly("payload.b");
        assertThat(lane.push("{\"payload\": {\"b\": 1}}").status()).isEqualTo(201);
    }

    @Test
    void aSchemaThatGoesInCirclesWithAPayloadRefusesIt() {
        var lane = lane("\"item_schema\": {\"properties\": {\"a\": {\"allOf\": [{\"$ref\": \"#/properties/a\"}]}}}");

        assertRefused(lane.push("{\"payload\": {\"a\": 1}}"), 422, "invalid_fields");
        assertThat(lane.push("{\"payload\": {\"b\": 1}}").status()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            payload    | null                | payload    | required
            payload    | []                  | payload    | type
            id         | "x"                 | id         | format
            owner_id   | ""                  | owner_id   | length
            priority   | 0                   | priority   | range
            priority   | 6                   | priority   | range
            hash       | ""                  | hash       | length
            hash       | 5                   | hash       | type
            not_before | "tomorrow"          | not_before | format
            not_before | "2030-01-01T00:00"  | not_before | format
            deadline   | 5                   | deadline   | type
            timeout    | "8d"                | timeout    | range
            after      | "x"                 | after      | type
            after      | ["x"]               | after.0    | format
            after      | [5]                 | after.0    | format
            bogus      | 1                   | bogus      | unknown
            """)
    void aWrongFieldIsNamedWithItsRule(String field, String value, String named, String rule) {
        var lane = lane("");
        String payload = field.equals("payload") ? "" : "\"payload\": {}, ";
        String task = "{" + payload + "\"" + field + "\": " + value + "}";

        var one = lane.push(task);
        var several = lane.push("[{\"payload\": {}}, " + task + "]");

        assertRefused(one, 422, "invalid_fields");
        assertThat(one.at("errors.0.field")).isEqualTo(named);
        assertThat(one.at("errors.0.rule")).isEqualTo(rule);
        assertThat(several.at("errors.0.field")).isEqualTo("1." + named);
        assertThat(lane.get().at("size")).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[5]", "5", "\"x\"", "[{\"payload\": {}}, []]"})
    void whatIsNoTaskIsRefused(String body) {
        assertRefused(lane("").push(body), 422, "invalid_fields");
    }

    @Test
    void anArrayHoldsAThousandTasksAndNoIdTwice() {
        var lane = lane("");
        var task = "{\"payload\": {}}";
        var id = "{\"payload\": {}, \"id\": \"" + UUID.randomUUID() + "\"}";

        assertRefused(lane.push("[" + id + ", " + id + "]"), 422, "invalid_fields");
        assertRefused(lane.push(array(task, 1_001)), 422, "invalid_fields");
        assertThat(statuses(lane.push(array(task, 1_000)))).hasSize(1_000).containsOnly("201");
        assertThat(lane.get().at("size")).isEqualTo(1_000);
    }

    private Lane lane(String settings) {
        lanes++;
        return Lane.make(api, "lane-" + lanes, settings);
    }

    private static String array(String task, int size) {
        return "[" + String.join(",", Stream.generate(() -> task).limit(size).toList()) + "]";
    }

    private static Stream<String> fields(Answer refused) {
        return IntStream.range(0, refused.size("errors")).mapToObj(index -> refused.text("errors." + index + ".field"));
    }

    private static Stream<String> statuses(Answer pushed) {
        return IntStream.range(0, pushed.size("results"))
                .mapToObj(index -> pushed.text("results." + index + ".status"));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.at("code")).isEqualTo(code);
    }
}
