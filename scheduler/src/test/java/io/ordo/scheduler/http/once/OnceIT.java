package io.ordo.scheduler.http.once;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Line;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.IOException;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnceIT {
    private static final String PUSH = "/api/v1/queues/default/push";
    private static final String POP = "/api/v1/queues/default/pop";
    private static final String TASK = "{\"payload\": {\"n\": 1}}";
    private static final String JOB = "{\"name\": \"a job\", \"schedule_expr\": \"1d\"}";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterEach
    void emptyTheQueue() {
        api.post(POP + "?limit=1000");
    }

    @AfterAll
    void close() {
        scheduler.close();
    }

    @Test
    void aPushSentAgainMakesOneTaskAndIsAnsweredTheSame() {
        var sender = keyed("a push");
        var first = sender.post(PUSH, TASK);
        var again = sender.post(PUSH, TASK);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(queued()).isEqualTo("1");
    }

    @Test
    void whereSomethingWasMadeIsAPartOfTheAnswer() {
        var sender = keyed("a simulation");
        var past = "{\"queue\": \"default\", \"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\","
                + " \"rankers\": [\"fifo\"]}";
        var first = sender.post("/api/v1/rankers/simulate", past);
        var again = sender.post("/api/v1/rankers/simulate", past);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Location")).isPresent();
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void aPushWithoutAKeyIsAnotherPush() {
        api.post(PUSH, TASK);
        api.post(PUSH, TASK);
        assertThat(queued()).isEqualTo("2");
    }

    @Test
    void theSameKeyOfAnotherRequestIsRefused() {
        var sender = keyed("one key");
        sender.post(PUSH, TASK);
        var other = sender.post(PUSH, "{\"payload\": {\"n\": 2}}");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("code")).isEqualTo("key_reused");
        assertThat(queued()).isEqualTo("1");
    }

    @Test
    void theSameKeyOnAnotherPathIsAnotherKey() {
        var sender = keyed("two paths");
        assertThat(sender.post(PUSH, TASK).status()).isEqualTo(201);
        assertThat(sender.post("/api/v1/jobs", JOB).status()).isEqualTo(201);
    }

    @Test
    void aRefusalIsNotKept() {
        var sender = keyed("first wrong, then right");
        assertThat(sender.post(PUSH, "{}").status()).isEqualTo(422);
        assertThat(sender.post(PUSH, TASK).status()).isEqualTo(201);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        assertThat(keyed("x".repeat(256)).post(PUSH, TASK).at("errors.0.field")).isEqualTo("Idempotency-Key");
    }

    @Test
    void twoKeysAreRefused() throws IOException {
        try (var line = new Line(api.url())) {
            line.send("POST " + PUSH + " HTTP/1.1\r\nHost: ordo\r\nX-API-Key: " + api.key()
                    + "\r\nIdempotency-Key: one\r\nIdempotency-Key: two\r\nContent-Length: " + TASK.length()
                    + "\r\n\r\n" + TASK);
            assertThat(line.answer()).startsWith("HTTP/1.1 422 ").contains("Must be given once.");
        }
        assertThat(queued()).isEqualTo("0");
    }

    @Test
    void whatIsAnsweredIsSaidAgainToManyAtOnce() {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        var sender = keyed("answered");
        sender.post(PUSH, TASK);

        Race.among(8, () -> answers.add(sender.post(PUSH, TASK)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
    }

    @Test
    void ofRequestsSentAtOnceOneIsCarriedOut() {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        var sender = keyed("eight at once");

        Race.among(8, () -> answers.add(sender.post(PUSH, TASK)));

        assertThat(queued()).isEqualTo("1");
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).contains("1"));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.at("id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aJobRunTwiceUnderOneKeyRunsOnce() {
        String job = api.post("/api/v1/jobs", JOB).text("id");
        var sender = keyed("run it");
        String run = sender.post("/api/v1/jobs/" + job + "/run").text("run_id");

        assertThat(sender.post("/api/v1/jobs/" + job + "/run").at("run_id")).isEqualTo(run);
        assertThat(queued()).isEqualTo("1");
        assertThat(api.post(POP).at("results.0.id")).isEqualTo(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run", "/resume", "/terminate"})
    void aBodyThatSaysNothingIsYetAnother(String verb) {
        String job = api.post("/api/v1/jobs", JOB).text("id");
        var sender = keyed("nothing" + verb + job);
        sender.post("/api/v1/jobs/" + job + verb);

        assertThat(sender.post("/api/v1/jobs/" + job + verb, "{}").at("code")).isEqualTo("key_reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cancel", "/retry"})
    void aBodyThatSaysNothingOfATaskIsYetAnother(String verb) {
        String task = api.post(PUSH, TASK).text("id");
        var sender = keyed("nothing" + verb + task);
        if (verb.equals("/retry")) {
            api.post("/api/v1/tasks/" + task + "/cancel");
        }
        sender.post("/api/v1/tasks/" + task + verb);

        assertThat(sender.post("/api/v1/tasks/" + task + verb, "{}").at("code")).isEqualTo("key_reused");
        assertThat(api.post("/api/v1/tasks/" + task + verb, "{\"why\": 1}").at("code"))
                .isEqualTo("invalid_fields");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/jobs                   | {"name": "x", "schedule_expr": "1d"}
            /api/v1/templates              | {"name": "once"}
            /api/v1/templates/once/jobs    | {}
            /jobs                          | {"name": "x", "cron": "@daily"}
            /schedules                     | {"type": "cron", "schedule": "@daily", "task": {"type": "rest", \
            "connection": {"host": "http://localhost"}}}
            /schedules                     | {"scheduler_id": "report", "organisation": "o", "schedule": "@daily", \
            "data": {"organisation_id": "o", "report_recipe_id": "r"}}
            /rest-job-scheduler/create     | job_type=once
            """)
    void whatIsMadeTwiceUnderOneKeyIsMadeOnce(String path, String body) {
        api.post("/api/v1/templates", "{\"name\": \"once\"}");
        if (path.endsWith("/templates")) {
            api.delete("/api/v1/templates/once");
        }
        var type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        var sender = keyed("make " + path + body.length()).with("Content-Type", type);
        var first = sender.post(path, body);
        var again = sender.post(path, body);

        assertThat(first.status()).as(first.body()).isBetween(200, 201);
        assertThat(again.status()).as(again.body()).isEqualTo(first.status());
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
    }

    @Test
    void aPopSentAgainGivesTheSameLeases() {
        api.post(PUSH, TASK);
        api.post(PUSH, TASK);
        var sender = keyed("a pop");

        var first = sender.post(POP);
        var again = sender.post(POP);

        assertThat(again.at("results.0.lease.fence")).isNotNull().isEqualTo(first.at("results.0.lease.fence"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(queued()).isEqualTo("1");
    }

    @Test
    void aPopSentAgainWhenItsLeasesAreGonePopsAnew() {
        api.post(PUSH, TASK);
        var sender = keyed("pop, settle, pop");
        var first = sender.post(POP);
        api.post(
                "/api/v1/tasks/" + first.text("results.0.id") + "/settle",
                "{\"fence\": " + first.text("results.0.lease.fence") + ", \"outcome\": \"succeeded\"}");
        var next = api.post(PUSH, TASK).text("id");

        assertThat(sender.post(POP).at("results.0.id")).isEqualTo(next);
    }

    @Test
    void aPopThatFoundNothingMayFindSomethingWhenSentAgain() {
        var sender = keyed("nothing, then something");
        assertThat(sender.post(POP).body()).isEqualTo("{\"results\":[],\"settled\":[]}");
        var task = api.post(PUSH, TASK).text("id");
        assertThat(sender.post(POP).at("results.0.id")).isEqualTo(task);
    }

    /** Each holds a connection until it is answered: none may need another to be answered. */
    @Test
    void manyWithKeysAtOnceDoNotWaitForEachOther() {
        api.post(PUSH, "[" + String.join(",", Collections.nCopies(64, TASK)) + "]");
        var popped = api.post(POP + "?limit=64");
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();

        Race.among(IntStream.range(0, 64)
                .<Runnable>mapToObj(i -> () -> answers.add(keyed("settles " + i)
                        .post(
                                "/api/v1/tasks/" + popped.text("results." + i + ".id") + "/settle",
                                "{\"outcome\": \"succeeded\", \"fence\": "
                                        + popped.text("results." + i + ".lease.fence") + "}")
                        .status()))
                .toList());

        assertThat(answers).hasSize(64).containsOnly(200);
    }

    @Test
    void aBulkWithAKeyDoesNoMoreThanOneTransactionMayHold() {
        api.post(PUSH, "[" + String.join(",", Collections.nCopies(1_000, TASK)) + "]");
        api.post(PUSH, TASK);
        String all = "{\"action\": \"cancel\", \"filter\": {\"queue\": \"default\", \"status\": \"queued\"}}";

        var first = keyed("a thousand").post("/api/v1/tasks/bulk", all);

        assertThat(first.at("count")).isEqualTo(1_000);
        assertThat(first.at("more")).isEqualTo(true);
        assertThat(keyed("the rest").post("/api/v1/tasks/bulk", all).at("count"))
                .isEqualTo(1);
    }

    private Client keyed(String key) {
        return api.with("Idempotency-Key", key.replace(' ', '-'));
    }

    private String queued() {
        return api.get("/api/v1/queues/default").text("size");
    }
}
