package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.kafka.Broker;
import io.ordo.scheduler.testing.redis.RedisServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tasks from the API to real targets, by a whole scheduler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToTargetsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestScheduler scheduler =
            TestScheduler.start(Servers.newDatabase(), Map.of("ordo.allowed-addresses", "loopback"));
    private final Client client = scheduler.client();

    @BeforeEach
    void clear() {
        scheduler.clear();
    }

    @AfterEach
    void forget() {
        scheduler.clear();
    }

    @AfterAll
    void close() {
        scheduler.close();
    }

    @Test
    void aClientScheduleComesToItsServerWhole() {
        try (var hook = new Hook(200)) {
            var made = client.post("/schedules", """
                    {"name": "now-test", "type": "now", "schedule": "", "client": {"application": "shop", "key": "42"},
                     "task": {"type": "rest", "connection": {"host": "%s",
                       "headers": {"Content-Type": "application/json", "accept": "*/*"},
                       "data": {"instanceName": "delay-test", "variables": {}}}}}
                    """.formatted(hook.url()));
            assertThat(made.status()).as(made.body()).isLessThan(300);

            await().atMost(PATIENCE).until(() -> hook.got().size() == 1);
            var got = hook.got().getFirst();
            assertThat(got.body()).contains("\"name\": \"now-test\"", "\"data\": {\"variables\": {}, \"instanceName\"");
            assertThat(got.accept()).isEqualTo("*/*");

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(task(got.key()).text("status")).isEqualTo("completed"));
            var attempt = task(got.key());
            assertThat(attempt.at("attempts.0.result.code")).isEqualTo(200);
            assertThat(attempt.at("attempts.0.result.body")).isEqualTo("taken");
            assertThat(attempt.at("attempts.0.finished_at")).isNotNull();
            assertThat(attempt.at("target.type")).isEqualTo("rest");
        }
    }

    @Test
    void aClientScheduleComesToItsTopicWithItsDataAlone() {
        var broker = Broker.running();
        var topic = broker.topic("to-targets-" + UUID.randomUUID());
        client.post("/schedules", """
                {"name": "ap3", "type": "now", "schedule": "", "client": {"application": "shop", "key": "43"},
                 "task": {"type": "kafka", "connection": {"host": "%s", "topic": "%s"}, "data": {"id": "toboe"}}}
                """.formatted(broker.bootstrap(), topic));

        try (var reader = broker.read(topic)) {
            var record = reader.until(records -> !records.isEmpty()).getFirst();
            assertThat(record.value()).isEqualTo("{\"id\":\"toboe\"}");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(task(record.key()).at("attempts.0.result.topic"))
                            .isEqualTo(topic));
        }
    }

    @Test
    void aPushedTaskComesToItsList() {
        try (var redis = RedisServer.start()) {
            var pushed = push("""
                    {"payload": {"a": 1}, "target": {"type": "redis", "settings": {"host": "%s", "list": "work"}}}
                    """.formatted(redis.uri()));

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(task(pushed.text("id")).text("status")).isEqualTo("completed"));
            assertThat(redis.ask().lrange("work", 0, -1)).containsExactly("{\"a\": 1}");
        }
    }

    @Test
    void aJobKeepsItsTargetWhateverElseIsChanged() {
        String target = "{\"type\": \"rest\", \"settings\": {\"url\": \"http://a.example/\"}}";
        var made = client.post(
                "/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"manual\", \"target\": %s}".formatted(target));
        client.post("/api/v1/templates", "{\"name\": \"pushed\", \"target\": %s}".formatted(target));
        var changed = client.put("/api/v1/jobs/" + made.text("id"), "{\"priority\": 1}");
        var ofTemplate = client.post("/api/v1/templates/pushed/jobs", "{\"name\": \"y\"}");

        assertThat(List.of(made, changed, ofTemplate))
                .allSatisfy(answer -> assertThat(answer.at("target.settings.url"))
                        .as(answer.body())
                        .isEqualTo("http://a.example/"));
    }

    @Test
    void anEntryOfAStreamIsItsReadersUntilHeSettlesIt() {
        try (var redis = RedisServer.start()) {
            var id = push("""
                    {"payload": {"a": 1},
                     "target": {"type": "redis", "settings": {"host": "%s", "stream": "work", "mode": "async"}}}
                    """.formatted(redis.uri())).text("id");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(task(id).text("status")).isEqualTo("running"));
            var entry = redis.ask().xrange("work", Range.unbounded()).getFirst().getBody();

            var settled = client.post(
                    "/api/v1/tasks/" + entry.get("task") + "/settle",
                    "{\"fence\": " + entry.get("fence") + ", \"outcome\": \"succeeded\"}");

            assertThat(settled.status()).isEqualTo(200);
            assertThat(task(id).text("status")).isEqualTo("completed");
        }
    }

    @Test
    void whatCarriesNoFenceIsSettledByNobodyElse() {
        for (String place : List.of("list", "channel")) {
            var refused = client.post("/api/v1/queues/dispatch/push", """
                    {"payload": {}, "target": {"type": "redis", "settings":
                      {"host": "redis://a.example", "%s": "work", "mode": "async"}}}
                    """.formatted(place));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("errors.0.field")).endsWith("mode");
        }
    }

    @Test
    void whatCannotBeReachedWaitsAndComesOnceInItsOrder() {
        try (var hook = new Hook(200)) {
            hook.stop();
            var ids = IntStream.range(0, 60)
                    .mapToObj(_ -> push(rest(hook, "sync")).text("id"))
                    .toList();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.get("/api/v1/tasks/" + ids.getLast() + "/explain")
                                    .at("reason.code"))
                            .isEqualTo("target_away"));
            assertThat(task(ids.getFirst()).at("counted")).isEqualTo(0);
            assertThat(task(ids.getFirst()).text("status")).isEqualTo("queued");

            hook.start();

            await().atMost(PATIENCE).until(() -> hook.got().size() >= 60);
            assertThat(hook.got().stream().map(Hook.Got::key)).containsExactlyInAnyOrderElementsOf(ids);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.get("/api/v1/tasks?status=completed&limit=100")
                                    .size("items"))
                            .isEqualTo(60));
        }
    }

    @Test
    void aReceiverThatTakesItsTimeSettlesWithItsFence() {
        try (var hook = new Hook(202)) {
            var id = push(rest(hook, "async")).text("id");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(task(id).text("status")).isEqualTo("running"));

            var settled = client.post(
                    "/api/v1/tasks/" + id + "/settle",
                    "{\"fence\": " + hook.got().getFirst().fence()
                            + ", \"outcome\": \"succeeded\", \"result\": {\"rows\": 3}}");

            assertThat(settled.status()).isEqualTo(200);
            assertThat(task(id).text("status")).isEqualTo("completed");
            assertThat(task(id).at("attempts.0.result.rows")).isEqualTo(3);
        }
    }

    @Test
    void nobodyElsePopsWhatIsDispatched() {
        var refused = client.post("/api/v1/queues/dispatch/pop");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("queue_dispatched");
    }

    @Test
    void workOfWorkersAndWorkForTargetsWaitApart() {
        var withoutTarget = client.post("/api/v1/queues/dispatch/push", "{\"payload\": {}}");
        var withTarget = client.post(
                "/api/v1/queues/default/push",
                "{\"payload\": {}, \"target\": {\"type\": \"rest\", \"settings\": {\"url\": \"http://a.example/\"}}}");
        var job = client.post("/api/v1/jobs", """
                {"name": "x", "schedule_expr": "@daily", "queue": "default",
                 "target": {"type": "rest", "settings": {"url": "http://a.example/"}}}
                """);

        assertThat(List.of(withoutTarget.status(), withTarget.status(), job.status()))
                .containsOnly(422);
        var fields = new HashSet<Object>();
        List.of(withoutTarget, withTarget, job).forEach(answer -> fields.add(answer.at("errors.0.field")));
        assertThat(fields).containsExactly("target");
    }

    private Answer push(String body) {
        var pushed = client.post("/api/v1/queues/dispatch/push", body);
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        return pushed;
    }

    private static String rest(Hook hook, String mode) {
        return """
                {"payload": {"a": 1},
                 "target": {"type": "rest", "settings": {"url": "%s", "mode": "%s"}}}
                """.formatted(hook.url(), mode);
    }

    private Answer task(String id) {
        return client.get("/api/v1/tasks/" + id);
    }
}
