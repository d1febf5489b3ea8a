package io.ordo.scheduler.http.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How far tasks have come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgressApiIT {
    private final Store store = Store.create();
    private final Client api = store.client();

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void whoHoldsATaskSaysHowFarItHasComeAndTaskAndRunShowIt() {
        store.aQueuedTask();
        var held = store.popOne();
        var task = held.task().toString();
        assertThat(api.get("/api/v1/tasks/" + task).at("progress")).isNull();

        var said = report(task, "{\"percent\": 40, \"fence\": %s}".formatted(held.fence()));
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        assertThat(said.at("progress")).isEqualTo(40);
        assertThat(api.get("/api/v1/tasks/" + task).at("progress")).isEqualTo(40);
        assertThat(report(task, "{\"percent\": 75}").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/runs/" + task).at("progress")).isEqualTo(75);
    }

    @Test
    void whoDoesNotHoldItSaysNothing() {
        var queued = store.aQueuedTask().toString();
        assertThat(report(queued, "{\"percent\": 40}").at("code")).isEqualTo("stale_fence");
        var held = store.popOne();
        assertThat(report(queued, "{\"percent\": 40, \"fence\": %s}".formatted(held.fence() - 1))
                        .status())
                .isEqualTo(409);
        assertThat(api.get("/api/v1/tasks/" + queued).at("progress")).isNull();
    }

    @Test
    void aPercentIsAWholeNumberUpTo100() {
        var task = store.aQueuedTask().toString();
        for (var wrong : new String[] {"101", "-1", "1.5", "\"40\"", "null"}) {
            assertThat(report(task, "{\"percent\": " + wrong + "}").at("errors.0.field"))
                    .isEqualTo("percent");
        }
        assertThat(report("nobody", "{\"percent\": 1}").status()).isEqualTo(404);
    }

    private Answer report(String task, String body) {
        return api.post("/api/v1/tasks/" + task + "/progress", body);
    }
}
