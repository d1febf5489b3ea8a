package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlerTest {
    private final Doorbell doorbell = new Doorbell();

    @ParameterizedTest
    @CsvSource({"QUEUED, 1", "PENDING, 0", "COMPLETED, 0", "FAILED, 0"})
    void onlyATaskThatIsQueuedAgainWakesWhoWaitsForIt(Status status, long rings) {
        var moved = new Settled.Moved(status, "default");
        assertThat(settle(moved)).isEqualTo(moved);
        assertThat(doorbell.rings("default")).isEqualTo(rings);
    }

    @Test
    void aStaleLeaseSettlesNothing() {
        assertThat(settle(new Settled.Stale())).isEqualTo(new Settled.Stale());
        assertThat(doorbell.rings("default")).isZero();
    }

    private Settled settle(Settled answer) {
        var settler = new Settler(Shelf.answering(answer), doorbell, new AwaitedTasks());
        return settler.settle(new LeaseKey(new UUID(0, 1), 1), Report.RELEASED);
    }
}
