package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordo.scheduler.app.StartRefused;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Texts that nobody should read, given in clear with a target: they are sent, and stand nowhere. */
class SealedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TEXT = "Bearer f3ar-0f-fly1ng";
    private static final String SHOWN = "{\"sealed\":true}";
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_KEY = "HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Whatever shows a target, or what comes of one. */
    private static final List<String> PATHS = List.of(
            "/api/v1/jobs",
            "/api/v1/jobs?origin=client",
            "/api/v1/templates",
            "/api/v1/tasks?limit=100",
            "/schedules?application=shop",
            "/schedules",
            "/tasks?limit=100",
            "/jobs",
            "/jobs/logged");

    private final DatabaseAddress database = Servers.newDatabase();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void nothingIsLogged() {
        root.detachAppender(logged);
        assertThat(logged.list)
                .noneMatch(event -> event.getFormattedMessage().contains("f3ar")
                        || String.valueOf(event.getThrowableProxy()).contains("f3ar"));
    }

    @Test
    void aTextIsSentAndStandsNowhere() {
        try (var scheduler = start(MASTER_KEY, Map.of());
                var hook = new Hook(200)) {
            var client = scheduler.client();
            var made = made(client, hook);
            assertThat(made)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isBetween(200, 201));
            for (var job : made.subList(1, 3)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(client.get("/api/v1/jobs/" + job.text("id") + "/runs")
                                        .at("runs.0.status"))
                                .isEqualTo("success"));
            }
            await().atMost(PATIENCE).until(() -> hook.got().size() >= 5);
            assertThat(hook.got()).allSatisfy(got -> {
                assertThat(got.authorization()).isEqualTo(TEXT);
                assertThat(got.body()).doesNotContain("f3ar");
            });

            String task = "/api/v1/tasks/" + hook.got().getFirst().key();
            var shown = Stream.concat(Stream.of(task), PATHS.stream()).map(client::get);
            assertThat(Stream.concat(made.stream(), shown))
                    .allSatisfy(answer -> assertThat(answer.body()).doesNotContain("f3ar", "v1:"));
            assertThat(client.get("/schedules?application=shop").at("0.task.connection.headers.Authorization.sealed"))
                    .isEqualTo(true);
            assertThat(client.get(task).body()).contains("\"Authorization\":" + SHOWN);
            assertThat(everything(scheduler)).contains("v1:").doesNotContain("f3ar");
        }
    }

    /** Whatever takes a target: a template, a job of it and one of its own, a task, and two dialects. */
    private static List<Answer> made(Client client, Hook hook) {
        return List.of(
                client.post("/api/v1/templates", "{\"name\": \"sealed\", \"target\": %s}".formatted(target(hook))),
                client.post("/api/v1/templates/sealed/jobs", "{\"name\": \"of it\", \"schedule_expr\": \"now\"}"),
                client.post("/api/v1/jobs", """
                        {"name": "own", "schedule_expr": "now", "target": %s}
                        """.formatted(target(hook))),
                client.with("Idempotency-Key", "once").post("/api/v1/queues/dispatch/push", pushed(target(hook))),
                client.post("/schedules", """
                        {"name": "client", "type": "now", "schedule": "", "client": {"application": "shop", "key": "7"},
                         "task": {"type": "rest", "connection": {"host": "%s",
                           "headers": {"Content-Type": "application/json", "Authorization": "%s"}, "data": {"a": 1}}}}
                        """.formatted(hook.url(), TEXT)),
                client.post("/jobs", """
                        {"name": "logged", "cron": "* * * * * *", "target": %s}
                        """.formatted(target(hook))));
    }

    private static String pushed(String target) {
        return "{\"payload\": {}, \"target\": " + target + "}";
    }

    @Test
    void thePasswordOfARedisIsSealedToo() {
        try (var scheduler = start(MASTER_KEY, Map.of());
                var redis = RedisServer.start("--requirepass", "f3ar-0f-r3d")) {
            var client = scheduler.client();
            var pushed = client.post("/api/v1/queues/dispatch/push", """
                    {"payload": {"a": 1},
                     "target": {"type": "redis", "settings": {"host": "%s", "list": "work", "password": "f3ar-0f-r3d"}}}
                    """.formatted(redis.uri()));
            assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
            var kept = client.post("/schedules", """
                    {"name": "r", "type": "cron", "schedule": "@yearly", "task": {"type": "redis",
                     "connection": {"host": "%s", "topic": "news", "password": "f3ar-0f-r3d"}, "data": {}}}
                    """.formatted(redis.uri()));
            assertThat(kept.status()).as(kept.body()).isEqualTo(200);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.get("/api/v1/tasks/" + pushed.text("id"))
                                    .at("status"))
                            .isEqualTo("completed"));
            assertThat(client.get("/api/v1/tasks/" + pushed.text("id")).body()).contains("\"password\":" + SHOWN);
            assertThat(everything(scheduler)).contains("v1:").doesNotContain("f3ar");
        }
    }

    @Test
    void withoutAMasterKeyItIsRefusedWithBothWaysOut() {
        try (var scheduler = start("", Map.of());
                var hook = new Hook(200)) {
            var refused = scheduler.client().post("/api/v1/queues/dispatch/push", pushed(target(hook)));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.at("errors.0.field")).isEqualTo("target.settings.headers.Authorization");
            assertThat(refused.text("errors.0.message")).contains("ORDO_SECRET_NAME", "ORDO_MASTER_KEY");
            assertThat(refused.body()).doesNotContain("f3ar");
            assertThat(everything(scheduler)).doesNotContain("f3ar");
        }
    }

    @Test
    void underAnotherMasterKeyTheTargetIsWrong() throws IOException {
        try (var hook = new Hook(200)) {
            String job;
            try (var scheduler = start(MASTER_KEY, Map.of())) {
                job = scheduler
                        .client()
                        .post("/api/v1/jobs", """
                        {"name": "own", "schedule_expr": "manual", "retry_policy": {"max_retries": 0}, "target": %s}
                        """.formatted(target(hook)))
                        .text("id");
            }
            try (var scheduler = start(OTHER_KEY, given())) {
                var client = scheduler.client();
                var run = client.post("/api/v1/jobs/" + job + "/run");
                assertThat(run.status()).as(run.body()).isLessThan(300);
                String task = "/api/v1/tasks/" + run.text("run_id");
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(client.get(task).at("status")).isEqualTo("failed"));
                assertThat(client.get(task).body())
                        .contains("target_wrong", "headers.Authorization: Was sealed under another ORDO_MASTER_KEY");
                assertThat(hook.got()).isEmpty();
            }
        }
    }

    /** A secret to sign with, so that the other master key does not end the start. */
    private Map<String, Object> given() throws IOException {
        Files.writeString(folder.resolve("WEBHOOK_SIGNING"), "any text");
        return Map.of("ordo.secrets-dir", folder.toString());
    }

    @TempDir
    private Path folder;

    @Test
    void whatIsShownComesBackAndIsWhatItWas() {
        try (var scheduler = start(MASTER_KEY, Map.of());
                var hook = new Hook(200);
                var elsewhere = new Hook(200)) {
            var client = scheduler.client();
            var made = client.post("/api/v1/jobs", """
                    {"name": "own", "schedule_expr": "manual", "target": %s}
                    """.formatted(target(hook)));
            String job = "/api/v1/jobs/" + made.text("id");
            assertThat(client.get(job).at("target.settings.headers.Authorization.sealed"))
                    .isEqualTo(true);
            String asShown = target(hook).replace("\"" + TEXT + "\"", SHOWN);

            var changed = client.put(job, "{\"target\": %s}".formatted(asShown.replace("POST", "PUT")));
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            var run = client.post(job + "/run");
            assertThat(run.status()).as(run.body()).isLessThan(300);
            String task = "/api/v1/tasks/" + run.text("run_id");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.get(task).body()).contains("\"status\":\"completed\""));
            assertThat(hook.got().getFirst().authorization()).isEqualTo(TEXT);

            var led = client.put(job, "{\"target\": %s}".formatted(asShown.replace(hook.url(), elsewhere.url())));
            assertThat(led.status()).isEqualTo(422);
            assertThat(led.text("errors.0.message")).contains("Write the text again");
        }
    }

    /** Who read it in the database cannot let the scheduler open it. */
    @Test
    void whatIsSealedIsNotTakenFromOutside() {
        try (var scheduler = start(MASTER_KEY, Map.of());
                var hook = new Hook(200)) {
            var client = scheduler.client();
            client.post("/api/v1/jobs", """
                    {"name": "own", "schedule_expr": "manual", "target": %s}
                    """.formatted(target(hook)));
            String seal = everything(scheduler).replaceAll("(?s).*\"sealed\": \"(v1:[^\"]+)\".*", "$1");
            assertThat(seal).startsWith("v1:");
            for (String value : List.of("\"" + seal + "\"", "true", "false", "1")) {
                String body = pushed(target(hook).replace("\"" + TEXT + "\"", "{\"sealed\": " + value + "}"));
                assertThat(client.post("/api/v1/queues/dispatch/push", body).status())
                        .as(value)
                        .isEqualTo(422);
            }
        }
    }

    @Test
    void aFileOfAJobThatIsTheSameChangesNothing() throws IOException {
        Files.writeString(folder.resolve("own.yml"), """
                name: own
                schedule_expr: manual
                target:
                  type: rest
                  settings: {url: "http://127.0.0.1:9/", headers: {Authorization: %s}}
                """.formatted(TEXT));
        var settings = Map.<String, Object>of("ordo.jobs-dir", folder.toString());
        String before;
        try (var scheduler = start(MASTER_KEY, settings)) {
            before = rows(scheduler, "SELECT target_settings::text AS line FROM job");
        }
        try (var scheduler = start(MASTER_KEY, settings)) {
            assertThat(rows(scheduler, "SELECT target_settings::text AS line FROM job"))
                    .contains("v1:")
                    .isEqualTo(before);
        }
    }

    @Test
    void theSigningKeyIsSealedAsSoonAsThereIsAMasterKey() {
        String keys = "SELECT secret AS line FROM signing_key";
        String key;
        try (var scheduler = start("", Map.of())) {
            key = scheduler.client().get("/api/v1/signing-key").text("key");
            assertThat(rows(scheduler, keys)).isEqualTo(key);
        }
        try (var scheduler = start(MASTER_KEY, Map.of());
                var hook = new Hook(200)) {
            assertThat(rows(scheduler, keys)).startsWith("v1:");
            assertThat(scheduler.client().get("/api/v1/signing-key").text("key"))
                    .isEqualTo(key);
            String fresh = scheduler.client().post("/api/v1/signing-key/rotate").text("key");
            assertThat(rows(scheduler, keys)).doesNotContain("whsec_");
            scheduler.client().post("/api/v1/queues/dispatch/push", pushed(target(hook)));
            await().atMost(PATIENCE).until(() -> hook.got().size() == 1);
            var got = hook.got().getFirst();
            assertThat(List.of(StandardWebhook.accepts(key, got), StandardWebhook.accepts(fresh, got)))
                    .containsOnly(true);
        }
        for (String wrong : List.of("", OTHER_KEY)) {
            var refused = catchThrowableOfType(
                    StartRefused.class, () -> start(wrong, Map.of()).close());
            assertThat(refused).hasMessageContaining("ORDO_MASTER_KEY is missing, or is not the one under which");
        }
    }

    @Test
    void aMasterKeyThatIsNoneEndsTheStart() {
        var refused = catchThrowableOfType(
                StartRefused.class, () -> start("nonsense", Map.of()).close());
        assertThat(refused).hasMessageContaining("ORDO_MASTER_KEY must be").hasMessageNotContaining("nonsense");
    }

    private TestScheduler start(String masterKey, Map<String, Object> more) {
        var settings =
                new HashMap<String, Object>(Map.of("ordo.allowed-addresses", "loopback", "ordo.master-key", masterKey));
        settings.putAll(more);
        return TestScheduler.start(database, settings);
    }

    private static String target(Hook hook) {
        return """
                {"type": "rest",
                 "settings": {"url": "%s", "method": "POST", "headers": {"Accept": "*/*", "Authorization": "%s"}}}
                """.formatted(hook.url(), TEXT);
    }

    /** All that stands in the database, as text. */
    private static String everything(TestScheduler scheduler) {
        var everything = new StringBuilder();
        scheduler
                .bean(Database.class)
                .query("""
                        SELECT format(
                            'SELECT coalesce(string_agg(t::text, ''''), '''') AS line FROM %I AS t', tablename
                        ) AS line
                        FROM pg_tables
                        WHERE schemaname = 'public'
                        """, Parameters.NONE, row -> row.getString("line"))
                .forEach(table -> everything.append(rows(scheduler, table)).append('\n'));
        return everything.toString().replace("\"\"", "\"");
    }

    private static String rows(TestScheduler scheduler, String sql) {
        return String.join(
                "\n", scheduler.bean(Database.class).query(sql, Parameters.NONE, row -> row.getString("line")));
    }
}
