package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenKAT's clients see of tasks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatTasksIT {
    private final KatStore kat = new KatStore();
    private final Client client = kat.client();

    @BeforeEach
    void clear() {
        kat.clear();
    }

    @AfterAll
    void close() {
        kat.close();
    }

    @Test
    void aTaskHasEveryFieldClientsParse() {
        var id = kat.aTask("report", "o", "{\"organisation_id\": \"o\", \"report_recipe_id\": \"r\"}");
        var made = client.get("/tasks/" + id);

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().entries())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "id",
                        "scheduler_id",
                        "schedule_id",
                        "organisation",
                        "priority",
                        "status",
                        "type",
                        "hash",
                        "data",
                        "created_at",
                        "modified_at");
        assertThat(made.text("id")).isEqualTo(id.toString());
        assertThat(made.text("scheduler_id")).isEqualTo("report");
        assertThat(made.json().get("schedule_id")).isEqualTo(JsonNode.nullNode());
        assertThat(made.text("organisation")).isEqualTo("o");
        assertThat(made.at("priority")).isEqualTo(5);
        assertThat(made.text("status")).isEqualTo("queued");
        assertThat(made.text("type")).isEqualTo("report");
        assertThat(made.text("hash")).isEqualTo(id.toString().replace("-", ""));
        assertThat(made.text("data.report_recipe_id")).isEqualTo("r");
        assertThat(made.text("created_at")).endsWith("Z").isEqualTo(made.text("modified_at"));
    }

    @Test
    void aTasksScheduleIsItsJob() {
        var schedule = UUID.randomUUID();
        var task = kat.aTaskOf(schedule, "{}");

        assertThat(client.get("/tasks/" + task).text("schedule_id")).isEqualTo(schedule.toString());
    }

    @Test
    void anUnknownOrMalformedIdIsRefusedInOpenKatsWords() {
        var unknown = UUID.randomUUID();

        assertThat(client.get("/tasks/" + unknown).status()).isEqualTo(404);
        assertThat(client.get("/tasks/" + unknown).body())
                .isEqualTo("{\"detail\":\"Resource not found: task not found, by task_id: " + unknown + "\"}");
        assertThat(client.get("/tasks/notuuid").status()).isEqualTo(422);
        assertThat(client.get("/tasks/notuuid").body())
                .isEqualTo("{\"detail\":[{\"type\":\"uuid_parsing\",\"loc\":[\"path\",\"task_id\"],\"msg\":\"Input"
                        + " should be a valid UUID, invalid character: found `n` at 1\",\"input\":\"notuuid\"}]}");
    }

    @Test
    void theNewestTaskStandsFirstAndThePagesFollowEachOther() {
        var tasks = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            tasks.addFirst(
                    kat.aTask(i % 2 == 0 ? "boefje" : "report", "o", "{}").toString());
        }

        var first = client.get("/tasks?limit=1");
        assertThat(first.at("count")).isEqualTo(5);
        assertThat(first.text("next")).isEqualTo(client.url() + "/tasks?limit=1&offset=1");
        assertThat(first.json().get("previous")).isEqualTo(JsonNode.nullNode());
        assertThat(first.json().entries())
                .extracting(Map.Entry::getKey)
                .containsExactly("count", "next", "previous", "results");
        var second = client.get("/tasks?limit=1&offset=1");
        assertThat(second.text("next")).isEqualTo(client.url() + "/tasks?limit=1&offset=2");
        assertThat(second.text("previous")).isEqualTo(client.url() + "/tasks?limit=1&offset=0");
        assertThat(client.get("/tasks?unknown=1&limit=1").text("next"))
                .isEqualTo(client.url() + "/tasks?unknown=1&limit=1&offset=1");
        assertThat(ids(client.get("/tasks"))).containsExactlyElementsOf(tasks);
        assertThat(ids(client.get("/tasks?limit=2&offset=2"))).containsExactlyElementsOf(tasks.subList(2, 4));
        assertThat(ids(client.get("/tasks?offset=999999999999999999"))).isEmpty();
    }

    @Test
    void aLimitOfNoneCounts() {
        kat.aTask("boefje", "o", "{}");
        var counted = client.post("/tasks?limit=0&offset=0");

        assertThat(counted.at("count")).isEqualTo(1);
        assertThat(ids(counted)).isEmpty();
        assertThat(counted.text("next"))
                .isEqualTo(counted.text("previous"))
                .isEqualTo(client.url() + "/tasks?limit=0&offset=0");
    }

    @Test
    void aPageLargerThanTheLargestIsCutAndTheNextGoesOnWhereItWasCut() {
        kat.store().database().update("""
                INSERT INTO task (
                    id, queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor,
                    timeout_millis, created_at, hash)
                SELECT gen_random_uuid(), 'boefje', 'o', 1, '{}', 0, 0, 2, 1000, app_now(), cast(number AS text)
                FROM generate_series(1, 501) AS made (number)
                """, statement -> {});
        kat.store().database().update("""
                INSERT INTO ready (task_id, queue, rank, seq, hash, priority, arrived_at, ranker, offsets)
                SELECT id, queue, 1, nextval('task_seq'), hash, 3, app_now(), 0, '{}'
                FROM task
                """, statement -> {});

        var page = client.get("/tasks?limit=100000");

        assertThat(page.at("count")).isEqualTo(501);
        assertThat(ids(page)).hasSize(500);
        assertThat(page.text("next")).isEqualTo(client.url() + "/tasks?limit=500&offset=500");
        assertThat(ids(client.get("/tasks?limit=500&offset=500"))).hasSize(1);
    }

    @Test
    void theAddressesOfPagesAreThoseTheProxyWasAskedFor() {
        kat.aTask("boefje", "o", "{}");
        var proxied = client.with("X-Forwarded-Host", "kat.example").with("X-Forwarded-Proto", "https");

        assertThat(proxied.get("/tasks?limit=1").text("next")).isEqualTo("https://kat.example/tasks?limit=1&offset=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheduler_id=boefje",
                "organisation=o",
                "task_type=boefje",
                "type=boefje",
                "plugin_id=dns",
                "input_ooi=H%7Ci%7Cx",
                "status=queued",
                "status=QUEUED",
                "task_type=boefje&plugin_id=dns&input_ooi=H%7Ci%7Cx&scheduler_id=boefje&organisation=o",
                "scheduler_id=&status=&limit=&plugin_id="
            })
    void aParameterKeepsWhatItMatches(String query) {
        var boefje = kat.aBoefje("dns", "H|i|x").toString();

        assertThat(ids(client.get("/tasks?" + query))).containsExactly(boefje);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheduler_id=nowhere",
                "organisation=other",
                "task_type=normalizer&plugin_id=dns",
                "task_type=report",
                "plugin_id=x",
                "input_ooi=H",
                "status=completed",
                "min_created_at=2031-01-01",
                "max_created_at=2029-12-31"
            })
    void aParameterLeavesOutWhatItDoesNot(String query) {
        kat.aBoefje("dns", "H|i|x");
        var none = client.get("/tasks?" + query);

        assertThat(none.at("count")).isEqualTo(0);
        assertThat(ids(none)).isEmpty();
    }

    @Test
    void aNormalizersPluginAndObjectStandElsewhere() {
        var task = kat.aTask("normalizer", "o", """
                {"normalizer": {"id": "kat_dns"}, "raw_data": {"boefje_meta": {"input_ooi": "H|i|x"}}}
                """);

        assertThat(ids(client.get("/tasks?plugin_id=kat_dns&input_ooi=H%7Ci%7Cx")))
                .containsExactly(task.toString());
        assertThat(ids(client.get("/tasks?type=normalizer&plugin_id=kat_dns&input_ooi=H%7Ci%7Cx")))
                .containsExactly(task.toString());
    }

    @Test
    void theBoundsOfTheTimeOfMakingAreInclusive() {
        kat.clock().advance(Duration.ofDays(1));
        var first = kat.clock().now();
        var one = kat.aTask("boefje", "o", "{}").toString();
        var second = kat.clock().now();
        var two = kat.aTask("boefje", "o", "{}").toString();

        assertThat(ids(client.get("/tasks?min_created_at=" + first + "&max_created_at=" + second)))
                .containsExactly(two, one);
        assertThat(ids(client.get("/tasks?min_created_at=" + second))).containsExactly(two);
        assertThat(ids(client.get("/tasks?max_created_at=" + first))).containsExactly(one);
        assertThat(ids(client.get("/tasks?min_created_at=" + day(0)))).containsExactly(two, one);
        assertThat(ids(client.get("/tasks?max_created_at=" + day(0)))).isEmpty();
    }

    @Test
    void boundsInTheWrongOrderAreRefused() {
        var refused = client.get("/tasks?min_created_at=2026-01-02&max_created_at=2026-01-01");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo("{\"detail\":\"Bad request error occurred: min_created_at must be less than"
                        + " max_created_at\"}");
    }

    @Test
    void whatIsWrongWithParametersIsSaidAtOnce() {
        assertThat(client.get("/tasks?limit=abc").body())
                .isEqualTo("{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"query\",\"limit\"],\"msg\":\"Input should"
                        + " be a valid integer, unable to parse string as an integer\",\"input\":\"abc\"}]}");
        var refused = client.get("/tasks?limit=-1&offset=-2&status=bogus&min_created_at=soon&organisation=%00");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(KatStore.each(refused, "/detail", "/loc/1"))
                .containsExactlyInAnyOrder("organisation", "status", "min_created_at", "offset", "limit");
        assertThat(refused.body())
                .contains("Input should be 'pending', 'queued', 'dispatched', 'running', 'completed', 'failed' or"
                        + " 'cancelled'");
    }

    @Test
    void aTaskIsShownWhereItStands() {
        var expected = new HashMap<String, String>();
        var completed = kat.aTask("boefje", "o", "{}");
        kat.succeed(kat.popOne("boefje"));
        expected.put(completed.toString(), "completed");
        var failed = kat.aTask("boefje", "o", "{}");
        kat.fail(kat.popOne("boefje"));
        expected.put(failed.toString(), "failed");
        var calledOff = kat.aTask("boefje", "o", "{}");
        kat.popOne("boefje");
        kat.cancel(calledOff);
        expected.put(calledOff.toString(), "cancelled");
        var neverHeld = kat.aTask("boefje", "o", "{}");
        kat.cancel(neverHeld);
        expected.put(neverHeld.toString(), "cancelled");
        expected.put(kat.aTask("boefje", "o", "{}").toString(), "running");
        kat.start(kat.popOne("boefje"));
        expected.put(kat.aTask("boefje", "o", "{}").toString(), "dispatched");
        kat.popOne("boefje");
        expected.put(kat.aTask("boefje", "o", "{}").toString(), "queued");

        var all = client.get("/tasks");
        var statuses = KatStore.each(all, "/results", "/status").iterator();
        assertThat(ids(all))
                .hasSize(7)
                .allSatisfy(id -> assertThat(statuses.next()).isEqualTo(expected.get(id)));
        for (var status : List.of("completed", "failed", "running", "dispatched", "queued")) {
            assertThat(ids(client.get("/tasks?status=" + status)))
                    .hasSize(1)
                    .allSatisfy(id -> assertThat(expected.get(id)).isEqualTo(status));
        }
        assertThat(ids(client.get("/tasks?status=cancelled"))).hasSize(2);
        assertThat(ids(client.get("/tasks?status=pending"))).isEmpty();
        expected.forEach((id, status) ->
                assertThat(client.get("/tasks/" + id).text("status")).isEqualTo(status));
    }

    @Test
    void aTaskWasModifiedWhenItLastMoved() {
        var task = kat.aTask("boefje", "o", "{}");
        var made = client.get("/tasks/" + task).text("modified_at");
        var popped = kat.clock().now().toString();
        var key = kat.popOne("boefje");
        assertThat(client.get("/tasks/" + task).text("modified_at")).isEqualTo(popped);
        kat.clock().advance(Duration.ofMinutes(1));
        kat.start(key);
        assertThat(client.get("/tasks/" + task).text("modified_at"))
                .isEqualTo(kat.clock().now().toString());
        kat.clock().advance(Duration.ofMinutes(1));
        kat.succeed(key);

        assertThat(client.get("/tasks/" + task).text("modified_at"))
                .isEqualTo(kat.clock().now().toString());
        assertThat(client.get("/tasks/" + task).text("created_at")).isEqualTo(made);
    }

    @Test
    void tasksOfOtherQueuesAreNotShown() {
        var other = kat.store().aQueuedTask();

        assertThat(client.get("/tasks").at("count")).isEqualTo(0);
        assertThat(client.get("/tasks?scheduler_id=default").at("count")).isEqualTo(0);
        assertThat(client.get("/tasks/" + other).status()).isEqualTo(404);
    }

    @Test
    void aSearchIsAskedWithEitherMethodWithOrWithoutABodyOrItsType() {
        var task = kat.aTask("boefje", "o", "{\"name\": \"x\"}").toString();
        var bare = new Client(client.url(), client.key(), Map.of());
        var filter =
                "{\"filters\": [{\"column\": \"data\", \"field\": \"name\", \"operator\": \"==\", \"value\": \"x\"}]}";

        assertThat(ids(bare.post("/tasks"))).containsExactly(task);
        assertThat(ids(bare.post("/tasks", filter))).containsExactly(task);
        assertThat(ids(bare.send("GET", "/tasks", filter))).containsExactly(task);
        assertThat(ids(bare.post("/tasks", "null"))).containsExactly(task);
        assertThat(ids(bare.send("GET", "/tasks", filter.replace("\"x\"", "\"y\""))))
                .isEmpty();
    }

    private String day(int days) {
        return kat.clock().now().plus(Duration.ofDays(days)).toString().substring(0, 10);
    }

    static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return KatStore.each(answer, "/results", "/id");
    }
}
