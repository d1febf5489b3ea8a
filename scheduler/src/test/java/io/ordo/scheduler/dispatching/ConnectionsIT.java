package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections: made, shown, tried, and gone by. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "Bearer of-nobodys-business";
    private static final String PATH = "/api/v1/connections";

    private TestScheduler scheduler;
    private Client client;
    private final Hook hook = new Hook(200);

    @BeforeAll
    void start(@TempDir Path secrets) throws IOException {
        Files.writeString(secrets.resolve("BILLING"), SECRET);
        scheduler = TestScheduler.start(
                Servers.newDatabase(),
                Map.of("ordo.allowed-addresses", "loopback", "ordo.secrets-dir", secrets.toString()));
        client = scheduler.client();
    }

    @BeforeEach
    @AfterEach
    void clear() {
        scheduler.clear();
        hook.got().clear();
    }

    @AfterAll
    void close() {
        scheduler.close();
        hook.close();
    }

    @Test
    void whatWasMadeIsShownWithItsSecretsByTheirNames() {
        var name = connection();

        var shown = client.get(PATH + "/" + name);

        assertThat(shown.text("type")).isEqualTo("rest");
        assertThat(shown.at("concurrency")).isEqualTo(8);
        assertThat(shown.text("settings.headers.Authorization.secret")).isEqualTo("BILLING");
        assertThat(shown.body()).doesNotContain("nobodys");
        assertThat(client.get(PATH).body()).contains("\"" + name + "\"").doesNotContain("nobodys");
    }

    @Test
    void whatIsLeftOutOfAChangeStays() {
        var name = connection();

        var changed = client.put(PATH + "/" + name, "{\"concurrency\": null, \"rate\": {\"per_second\": 2}}");

        assertThat(changed.at("concurrency")).isNull();
        assertThat(changed.at("rate.burst")).isEqualTo(2);
        assertThat(changed.text("settings.url")).isEqualTo(hook.url());
    }

    @Test
    void aTargetAddsToItsConnection() {
        var name = connection();
        var pushed = push(name, "\"settings\": {\"path\": \"/invoices\", \"headers\": {\"X-More\": \"yes\"}}");
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);

        await().atMost(PATIENCE).until(() -> hook.got().size() == 1);

        var got = hook.got().getFirst();
        assertThat(got.path()).isEqualTo("/hook/invoices");
        assertThat(got.headers().getFirst("Authorization")).isEqualTo(SECRET);
        assertThat(got.headers().getFirst("X-More")).isEqualTo("yes");
        assertThat(client.get("/api/v1/tasks/" + pushed.text("id")).text("target.connection"))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"url\": \"http://127.0.0.1:1/\"} | target.settings.url",
                "{\"method\": \"POST\", \"headers\": {\"authorization\": {\"secret\": \"BILLING\"}}}"
                        + " | target.settings.headers.authorization",
                "{\"path\": \"@evil.example/\"} | target.settings.path",
                "{\"path\": \"/../admin\"} | target.settings.path",
                "{\"path\": \"/a/%2E%2e/admin\"} | target.settings.path",
                "{\"path\": \"/a%2f..%2f..%2Fadmin\"} | target.settings.path",
                "{\"path\": \"/a%5c..%5cadmin\"} | target.settings.path",
                "{\"path\": \"/..;/admin\"} | target.settings.path",
                "{\"signing\": {\"secret\": \"BILLING\"}} | target.settings.signing",
                "{\"path\": \"//evil.example\", \"bogus\": 1} | target.settings.bogus"
            })
    void aTargetChangesNothingOfItsConnection(String settings, String field) {
        var refused = push(connection(), "\"settings\": " + settings);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kafka | {\"headers\": {\"Authorization\": {\"secret\": \"BILLING\"}}}"
                        + " | {\"host\": \"evil.example:9092\", \"topic\": \"t\"} | target.settings.host",
                "redis | {\"host\": \"redis://a.example\", \"password\": {\"secret\": \"BILLING\"}}"
                        + " | {\"user\": \"root\", \"list\": \"l\"} | target.settings.user"
            })
    void whatAConnectionLeavesOutOfWhereItLeadsNoTargetAdds(String type, String settings, String more, String field) {
        var name = "n" + UUID.randomUUID();
        var made = client.post(
                PATH, "{\"name\": \"%s\", \"type\": \"%s\", \"settings\": %s}".formatted(name, type, settings));
        assertThat(made.status()).as(made.body()).isEqualTo(201);

        var refused = client.post(
                "/api/v1/queues/dispatch/push",
                "{\"payload\": {}, \"target\": {\"type\": \"%s\", \"connection\": \"%s\", \"settings\": %s}}"
                        .formatted(type, name, more));

        assertThat(refused.at("errors.0.field")).isEqualTo(field);
    }

    @Test
    void aPathLeadsNowhereElse() {
        push(connection(), "\"settings\": {\"path\": \"//elsewhere.example/x\"}");

        await().atMost(PATIENCE).until(() -> hook.got().size() == 1);
        assertThat(hook.got().getFirst().path()).isEqualTo("/hook//elsewhere.example/x");
    }

    @Test
    void aTargetCannotGoByNothing() {
        var unknown = push("nobody-made-it", "\"settings\": {}");
        var other = client.post(
                "/api/v1/queues/dispatch/push",
                "{\"payload\": {}, \"target\": {\"type\": \"redis\", \"connection\": \"" + connection() + "\"}}");

        assertThat(unknown.at("errors.0.field")).isEqualTo("target.connection");
        assertThat(other.at("errors.0.field")).isEqualTo("target.type");
    }

    @Test
    void aChangeHoldsForWhatWaits() {
        var name = connection();
        client.post("/api/v1/queues/dispatch/pause");
        push(name, "\"settings\": {}");
        client.put(PATH + "/" + name, "{\"settings\": {\"url\": \"" + hook.url() + "/newer\"}}");
        client.post("/api/v1/queues/dispatch/resume");

        await().atMost(PATIENCE).until(() -> hook.got().size() == 1);
        assertThat(hook.got().getFirst().path()).isEqualTo("/hook/newer");
    }

    @Test
    void whatSomethingGoesByIsNotRemoved() {
        var name = connection();
        var job = client.post("/api/v1/jobs", """
                {"name": "j", "schedule_expr": "manual", "target": {"type": "rest", "connection": "%s"}}
                """.formatted(name));
        assertThat(job.status()).as(job.body()).isEqualTo(201);

        assertThat(client.delete(PATH + "/" + name).text("code")).isEqualTo("connection_in_use");

        client.delete("/api/v1/jobs/" + job.text("id"));
        assertThat(client.delete(PATH + "/" + name).status()).isEqualTo(204);
        assertThat(client.get(PATH + "/" + name).status()).isEqualTo(404);
    }

    @Test
    void aChangeKeepsTheTargetOfAJob() {
        var job = client.post("/api/v1/jobs", """
                {"name": "j", "schedule_expr": "manual", "target": {"type": "rest", "connection": "%s"},
                 "concurrency": {"key": "k"}}
                """.formatted(connection()));

        var changed = client.put("/api/v1/jobs/" + job.text("id"), "{\"name\": \"other\"}");

        assertThat(changed.at("target.type")).isEqualTo("rest");
        assertThat(changed.at("concurrency.key")).isEqualTo("k");
    }

    @Test
    void aTryShowsWhatComesOfIt() {
        var name = connection();

        var arrived = client.post(PATH + "/" + name + "/test", "{\"payload\": {\"hello\": \"there\"}}");

        assertThat(arrived.text("outcome")).isEqualTo("arrived");
        assertThat(arrived.at("result.code")).isEqualTo(200);
        assertThat(hook.got().getFirst().body()).contains("there");
        assertThat(hook.got().getFirst().headers().getFirst("Authorization")).isEqualTo(SECRET);
    }

    @Test
    void triesTakeNoConnectionsOfTheDatabaseFromOthers() {
        int many = 20; // more than the pool has
        var name = "n" + UUID.randomUUID();
        try (var together = new SlowHook(many)) {
            client.post(
                    PATH,
                    "{\"name\": \"%s\", \"type\": \"rest\", \"settings\": {\"url\": \"%s\"}}"
                            .formatted(name, together.url()));

            Race.among(many, () -> {
                var tried = client.with("Idempotency-Key", UUID.randomUUID().toString())
                        .post(PATH + "/" + name + "/test", "{}");
                assertThat(tried.at("outcome")).as(tried.body()).isEqualTo("arrived");
            });
        }
    }

    @Test
    void ofTwoChangesAtOnceNoneIsLost() {
        var name = connection();
        for (int i = 1; i <= 20; i++) {
            int round = i;
            Race.among(List.of(
                    () -> client.put(PATH + "/" + name, "{\"concurrency\": %d}".formatted(round)),
                    () -> client.put(PATH + "/" + name, "{\"rate\": {\"per_second\": %d}}".formatted(round))));

            var kept = client.get(PATH + "/" + name);
            assertThat(List.of(kept.text("concurrency"), kept.text("rate.per_second")))
                    .containsOnly(String.valueOf(round));
        }
    }

    @Test
    void aTryThatReachesNobodySaysSo() {
        var name = "n" + UUID.randomUUID();
        client.post(
                PATH,
                "{\"name\": \"%s\", \"type\": \"rest\", \"settings\": {\"url\": \"http://nowhere.invalid/\"}}"
                        .formatted(name));

        var tried = client.post(PATH + "/" + name + "/test");

        assertThat(tried.text("outcome")).isEqualTo("unreached");
        assertThat(tried.text("error")).isNotEmpty();
    }

    @Test
    void aConnectionSignsWithItsOwnKey() throws GeneralSecurityException {
        var name = "n" + UUID.randomUUID();
        var made = client.post(PATH, """
                {"name": "%s", "type": "rest", "settings": {"url": "%s", "signing": {"secret": "BILLING"}}}
                """.formatted(name, hook.url()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);

        push(name, "\"settings\": {}");

        await().atMost(PATIENCE).until(() -> hook.got().size() == 1);
        var got = hook.got().getFirst();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = got.webhookId() + "." + got.timestamp() + "." + got.body();
        assertThat(got.signature())
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aConnectionSaysWhatIsWrongWithIt() {
        var wrong = client.post(PATH, """
                {"name": "no spaces", "type": "rest", "settings": {"url": "ftp://x/", "topic": "t"}, "rate": {}}
                """);

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"name\"", "\"settings.url\"", "\"settings.topic\"", "\"rate.per_second\"");
    }

    @Test
    void neverAreMoreUnderWayThanAConnectionPermits() {
        var name = "n" + UUID.randomUUID();
        try (var slow = new SlowHook(2)) {
            client.post(PATH, """
                    {"name": "%s", "type": "rest", "settings": {"url": "%s"}, "concurrency": 2}
                    """.formatted(name, slow.url()));
            for (int i = 0; i < 20; i++) {
                assertThat(push(name, "\"settings\": {}").status()).isEqualTo(201);
            }

            await().atMost(PATIENCE).until(() -> slow.done() == 20);
            assertThat(slow.peak()).isEqualTo(2);
        }
    }

    private String connection() {
        var name = "n" + UUID.randomUUID();
        var made = client.post(PATH, """
                {"name": "%s", "type": "rest", "concurrency": 8, "settings":
                 {"url": "%s", "method": "POST", "headers": {"Authorization": {"secret": "BILLING"}}}}
                """.formatted(name, hook.url()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return name;
    }

    private Answer push(String connection, String more) {
        return client.post(
                "/api/v1/queues/dispatch/push",
                "{\"payload\": {}, \"target\": {\"type\": \"rest\", \"connection\": \"%s\", %s}}"
                        .formatted(connection, more));
    }
}
