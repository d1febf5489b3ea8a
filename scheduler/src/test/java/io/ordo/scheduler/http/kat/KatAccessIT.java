package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in without a key, and where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatAccessIT {
    private TestScheduler closed;
    private Kat open;

    @BeforeAll
    void start() {
        closed = TestScheduler.withoutLoops(Servers.newDatabase());
        open = Kat.open();
    }

    @AfterAll
    void stop() {
        closed.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/schedulers", "/schedulers/report", "/queues", "/queues/report/pop", "/queues/nope"})
    void theirPathsAskForAKeyUnlessTheyWereOpened(String path) {
        var refused = new Client(closed.url(), null).get(path);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.type()).startsWith("application/json");
        assertThat(refused.text("detail")).isEqualTo("Send a valid API key in the header X-API-Key.");
        assertThat(closed.client().get(path).status()).isNotEqualTo(401);
        assertThat(open.get(path).status()).isNotEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs", "/api/v1/queues", "/metrics", "/openapi.yml", "/schedulersx", "/tasksx"})
    void allElseStaysClosed(String path) {
        assertThat(open.get(path).status()).isEqualTo(401);
    }

    @Test
    void aWrongKeyIsWorseThanNone() {
        assertThat(new Client(open.scheduler().url(), "a-key-that-is-wrong")
                        .get("/schedulers")
                        .status())
                .isEqualTo(401);
        assertThat(open.scheduler().client().get("/schedulers").status()).isEqualTo(200);
    }

    @Test
    void otherQueuesAreOutOfReachWhoeverAsks() {
        assertThat(open.get("/schedulers/default").status()).isEqualTo(404);
        assertThat(open.get("/queues/default").status()).isEqualTo(404);
        assertThat(open.post("/queues/default/pop").status()).isEqualTo(404);
        assertThat(open.patch("/schedulers/default", "{\"enabled\": false}").status())
                .isEqualTo(404);
        assertThat(open.patch("/tasks/" + UUID.randomUUID(), "{\"status\": \"queued\"}")
                        .status())
                .isEqualTo(404);
    }
}
