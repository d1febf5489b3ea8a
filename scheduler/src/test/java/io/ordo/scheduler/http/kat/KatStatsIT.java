package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.testing.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatStatsIT {
    private final KatStore kat = new KatStore();
    private final Client client = kat.client();

    @BeforeEach
    void clear() {
        kat.clear();
        kat.clock().set(Instant.parse("2030-01-01T09:10:00Z"));
    }

    @AfterAll
    void close() {
        kat.close();
    }

    @Test
    void noTasksAreNoHours() {
        assertThat(client.get("/tasks/stats").body()).isEqualTo("{}");
        assertThat(client.get("/tasks/stats/nowhere").body()).isEqualTo("{}");
    }

    @Test
    void tasksAreCountedWhereTheyStandInTheHourTheyMovedLast() {
        kat.aTask("boefje", "o", "{}");
        kat.succeed(kat.popOne("boefje"));
        for (int i = 0; i < 3; i++) {
            kat.aTask("boefje", "o", "{}");
            kat.popOne("boefje");
        }
        kat.aTask("boefje", "o", "{}");

        assertThat(client.get("/tasks/stats").body())
                .isEqualTo("{\"2030-01-01T09:00:00+00:00\":{\"pending\":0,\"queued\":1,\"dispatched\":3,\"running\":0,"
                        + "\"completed\":1,\"failed\":0,\"cancelled\":0,\"total\":5}}");
    }

    @Test
    void everyStatusHasItsCountAndTheNewestHourStandsFirst() {
        kat.aTask("boefje", "o", "{}");
        kat.fail(kat.popOne("boefje"));
        kat.cancel(kat.aTask("boefje", "o", "{}"));
        var held = kat.aTask("boefje", "o", "{}");
        kat.popOne("boefje");
        kat.cancel(held);
        kat.aTask("boefje", "o", "{}");
        var running = kat.popOne("boefje");
        kat.clock().set(Instant.parse("2030-01-01T11:59:59Z"));
        kat.start(running);

        assertThat(client.get("/tasks/stats").body())
                .isEqualTo("{\"2030-01-01T11:00:00+00:00\":{\"pending\":0,\"queued\":0,\"dispatched\":0,\"running\":1,"
                        + "\"completed\":0,\"failed\":0,\"cancelled\":0,\"total\":1},"
                        + "\"2030-01-01T09:00:00+00:00\":{\"pending\":0,\"queued\":0,\"dispatched\":0,\"running\":0,"
                        + "\"completed\":0,\"failed\":1,\"cancelled\":2,\"total\":3}}");
    }

    @Test
    void aTaskThatCameBackMovedWhenItCameBack() {
        kat.aTask("boefje", "o", "{}");
        var key = kat.popOne("boefje");
        kat.clock().set(Instant.parse("2030-01-01T12:30:00Z"));
        kat.store().settle(key, Report.RELEASED);

        assertThat(client.get("/tasks/stats").json().entries())
                .extracting(Map.Entry::getKey)
                .containsExactly("2030-01-01T12:00:00+00:00");
        assertThat(client.get("/tasks/stats").body()).contains("\"queued\":1");
    }

    @Test
    void whatMovedLastMoreThanADayAgoIsLeftOut() {
        kat.aTask("boefje", "o", "{}");
        kat.succeed(kat.popOne("boefje"));
        kat.aTask("boefje", "o", "{}");
        kat.popOne("boefje");
        kat.cancel(kat.aTask("boefje", "o", "{}"));
        kat.aTask("boefje", "o", "{}");
        kat.clock().advance(Duration.ofHours(24).plusSeconds(30));

        assertThat(client.get("/tasks/stats").body()).isEqualTo("{}");
    }

    @Test
    void aSchedulerOrAnOrganisationIsCountedAlone() {
        kat.aTask("boefje", "o", "{}");
        kat.aTask("boefje", "p", "{}");
        kat.aTask("report", "p", "{}");
        kat.store().aQueuedTask();

        assertThat(client.get("/tasks/stats").body()).contains("\"total\":3");
        assertThat(client.get("/tasks/stats?scheduler_id=boefje").body()).contains("\"total\":2");
        assertThat(client.get("/tasks/stats/boefje").body()).contains("\"total\":2");
        assertThat(client.get("/tasks/stats?organisation_id=p").body()).contains("\"total\":2");
        assertThat(client.get("/tasks/stats?organisation=p&scheduler_id=report").body())
                .contains("\"total\":1");
        assertThat(client.get("/tasks/stats/boefje?organisation_id=p").body()).contains("\"total\":1");
        assertThat(client.get("/tasks/stats?scheduler_id=default").body()).isEqualTo("{}");
    }
}
