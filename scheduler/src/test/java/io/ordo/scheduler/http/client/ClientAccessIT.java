package io.ordo.scheduler.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where OpenKAT's paths are open, client schedules are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientAccessIT {
    private static final String SCHEDULE = """
            {"type": "delay", "schedule": "50", "client": {"group": "g"},
             "task": {"type": "redis", "connection": {"host": "redis://localhost", "topic": "t"}}}
            """;

    private TestScheduler scheduler;
    private Client stranger;

    @BeforeAll
    void start() {
        scheduler = TestScheduler.start(Servers.newDatabase(), Map.of("ordo.loops", "false", "ordo.kat-open", "true"));
        stranger = new Client(scheduler.url(), null);
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void whoShowsNoKeyNeitherKeepsNorFindsThem() {
        var id = scheduler.client().post("/schedules", SCHEDULE).text("id");
        var path = "/schedules/" + id;

        assertThat(stranger.get("/schedules").status()).isEqualTo(200);
        assertThat(stranger.post("/schedules", SCHEDULE).status()).isEqualTo(401);
        assertThat(stranger.post("/schedules", "{\"type\": \"nope\"}").status()).isEqualTo(401);
        assertThat(stranger.post(path + "/update", SCHEDULE).status()).isEqualTo(401);
        assertThat(stranger.get("/schedules?group=g").body())
                .isEqualTo("{\"detail\":\"Send a valid API key in the header X-API-Key.\"}");
        assertThat(stranger.delete("/schedules?group=g").status()).isEqualTo(401);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(204);
        assertThat(scheduler.client().get(path).at("0.id")).isEqualTo(id);
    }
}
