package io.ordo.scheduler.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.Doorbell;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.upkeep.LostLeases.Reaped;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaperTest {
    private final Doorbell doorbell = new Doorbell();

    @Test
    void aTaskThatIsQueuedAgainWakesWhoWaitsForIt() {
        reaper(List.of(reaped(Status.QUEUED))).runOnce();
        assertThat(doorbell.rings("default")).isEqualTo(1);
    }

    @Test
    void aTaskThatFailedWakesNobody() {
        reaper(List.of(reaped(Status.FAILED))).runOnce();
        assertThat(doorbell.rings("default")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "499, false", "500, true"})
    void aFullBatchSaysThatThereMayBeMore(int lost, boolean more) {
        assertThat(reaper(Collections.nCopies(lost, reaped(Status.QUEUED))).runOnce())
                .isEqualTo(more);
    }

    private Reaper reaper(List<Reaped> lost) {
        return new Reaper(limit -> lost.stream().limit(limit).toList(), doorbell);
    }

    private static Reaped reaped(Status status) {
        return new Reaped(new UUID(0, 1), "default", status, 1);
    }
}
