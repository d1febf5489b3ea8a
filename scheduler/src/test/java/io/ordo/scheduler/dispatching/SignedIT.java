package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.app.MasterKey;
import io.ordo.scheduler.dispatching.Hook.Got;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.admin.PostgresOwnKeys;
import io.ordo.scheduler.signing.OwnKeyStore;
import io.ordo.scheduler.signing.OwnKeys;
import io.ordo.scheduler.target.SigningKey;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each delivery is signed, as a receiver verifies it that knows nothing of Ordo but its key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "/api/v1/signing-key";
    private static final String ROTATE = KEY + "/rotate";

    private final DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler scheduler = start();
    private final Client client = scheduler.client();

    private TestScheduler start() {
        return TestScheduler.start(database, Map.of("ordo.allowed-addresses", "loopback"));
    }

    @AfterAll
    void close() {
        scheduler.close();
    }

    @Test
    void everyDeliveryIsSignedWithTheKeyThatIsShown() {
        var shown = client.get(KEY);
        assertThat(shown.at("source")).isEqualTo("installation");
        assertThat(shown.text("key")).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(shown.text("made_at")).endsWith("Z");
        try (var hook = new Hook(200)) {
            var got = delivered(client, hook);
            assertThat(StandardWebhook.accepts(shown.text("key"), got)).isTrue();
            assertThat(StandardWebhook.accepts("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", got))
                    .isFalse();
            assertThat(StandardWebhook.accepts(shown.text("key"), got.withBody("{\"a\":2}")))
                    .isFalse();
        }
    }

    /** Before, while and after both sign. */
    @Test
    void whileAKeyIsReplacedReceiversAcceptWhichOfThemTheyKnow() {
        String old = client.get(KEY).text("key");
        try (var hook = new Hook(200)) {
            assertThat(StandardWebhook.accepts(old, delivered(client, hook))).isTrue();

            var rotated = client.post(ROTATE, "{\"keep_old_for\": \"5s\"}");
            assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
            String fresh = rotated.text("key");
            assertThat(fresh).isNotEqualTo(old);
            assertThat(rotated.text("previous.0.key")).isEqualTo(old);
            assertThat(client.get(KEY).body()).isEqualTo(rotated.body());
            var both = delivered(client, hook);
            assertThat(StandardWebhook.accepts(old, both)).isTrue();
            assertThat(StandardWebhook.accepts(fresh, both)).isTrue();
            assertThat(both.signature().split(" ")).hasSizeGreaterThanOrEqualTo(2);

            await().atMost(PATIENCE).untilAsserted(() -> {
                var alone = delivered(client, hook);
                assertThat(StandardWebhook.accepts(fresh, alone)).isTrue();
                assertThat(StandardWebhook.accepts(old, alone)).isFalse();
            });
            assertThat(client.get(KEY).body()).doesNotContain(old);
        }
    }

    @Test
    void aKeyThatIsNotToBeKeptEndsAtOnce() {
        String old = client.get(KEY).text("key");
        client.post(ROTATE, "{\"keep_old_for\": 0}");
        try (var hook = new Hook(200)) {
            var got = delivered(client, hook);
            assertThat(StandardWebhook.accepts(old, got)).isFalse();
            assertThat(StandardWebhook.accepts(client.get(KEY).text("key"), got))
                    .isTrue();
        }
    }

    @Test
    void schedulersOfAnInstallationShareItsKeyAndLearnOfAnother() {
        try (var other = start()) {
            assertThat(other.client().get(KEY).text("key"))
                    .isEqualTo(client.get(KEY).text("key"));

            String fresh = client.post(ROTATE).text("key");
            var known = other.bean(OwnKeys.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(known.current().getFirst()).isEqualTo(new SigningKey(fresh)));
        }
    }

    @Test
    void ofManySchedulersThatBeginAtOnceOneMakesTheKey() {
        try (var apart = TestScheduler.withoutLoops(Servers.newDatabase())) {
            var store = new PostgresOwnKeys(apart.bean(Database.class));
            apart.bean(Database.class).update("DELETE FROM signing_key", Parameters.NONE);
            var newest = new ConcurrentLinkedQueue<SigningKey>();
            Race.among(8, () -> {
                var keys = keys(store);
                keys.runOnce();
                newest.add(keys.current().getFirst());
            });
            assertThat(newest).hasSize(8).containsOnly(newest.element());
            assertThat(store.live()).hasSize(1);

            Race.among(8, () -> keys(store).rotate(Duration.ofDays(1)));
            assertThat(store.live()).hasSize(1 + OwnKeyStore.MOST_OLDER);
            assertThat(store.live().stream().filter(kept -> kept.signsUntil() == null))
                    .singleElement()
                    .isEqualTo(store.live().getFirst());
        }
    }

    private static OwnKeys keys(OwnKeyStore store) {
        return new OwnKeys(store, _ -> Optional.empty(), new MasterKey(""), new SecureRandom());
    }

    @Test
    void aSecretOfTheOperatorGoesBeforeItAndIsNotShown(@TempDir Path secrets) throws IOException {
        String given = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        String before = "an older secret of any form";
        Files.writeString(secrets.resolve("WEBHOOK_SIGNING"), given + "\n");
        Files.writeString(secrets.resolve("WEBHOOK_SIGNING_OLD"), before);
        var settings =
                Map.<String, Object>of("ordo.allowed-addresses", "loopback", "ordo.secrets-dir", secrets.toString());
        try (var apart = TestScheduler.start(Servers.newDatabase(), settings);
                var hook = new Hook(200)) {
            var shown = apart.client().get(KEY);
            assertThat(shown.at("source")).isEqualTo("secret");
            assertThat(shown.body()).doesNotContain("AAECAw", before);
            var refused = apart.client().post(ROTATE);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("code")).isEqualTo("signing_key_given");
            assertThat(refused.text("detail")).contains("WEBHOOK_SIGNING_OLD");

            var got = delivered(apart.client(), hook);
            assertThat(StandardWebhook.accepts(given, got)).isTrue();
            assertThat(StandardWebhook.accepts(before, got)).isTrue();

            Files.delete(secrets.resolve("WEBHOOK_SIGNING"));
            await().atMost(PATIENCE).untilAsserted(() -> {
                var own = apart.client().get(KEY).text("key");
                assertThat(StandardWebhook.accepts(own, delivered(apart.client(), hook)))
                        .isTrue();
            });
        }
    }

    @Test
    void aRotationIsRefusedThatSaysSomethingElse() {
        String key = client.get(KEY).body();
        for (String body : List.of("{\"keep_old_for\": \"PT24H\"}", "{\"keep_old_for\": \"32d\"}", "{\"keep\": 1}")) {
            assertThat(client.post(ROTATE, body).status()).as(body).isEqualTo(422);
        }
        assertThat(client.get(KEY).body()).isEqualTo(key);
    }

    /** One more, of which nothing came before. */
    private static Got delivered(Client client, Hook hook) {
        var pushed = client.post("/api/v1/queues/dispatch/push", """
                {"payload": {"a": 1}, "target": {"type": "rest", "settings": {"url": "%s"}}}
                """.formatted(hook.url()));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        return await().atMost(PATIENCE)
                .until(
                        () -> hook.got().stream()
                                .filter(got -> got.key().equals(pushed.text("id")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
