package io.ordo.scheduler.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.testing.Heard;
import io.ordo.scheduler.testing.Rankings;
import io.ordo.scheduler.upkeep.LostLeases.Reaped;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaperTest {
    private final Heard heard = new Heard();

    @Test
    void aTaskThatIsQueuedAgainWakesWhoWaitsForIt() {
        reaper(List.of(reaped(Status.QUEUED))).runOnce();
        assertThat(heard.queues()).containsExactly("default");
    }

    @Test
    void aTaskThatFailedWakesNobody() {
        reaper(List.of(reaped(Status.FAILED))).runOnce();
        assertThat(heard.queues()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "499, false", "500, true"})
    void aFullBatchSaysThatThereMayBeMore(int lost, boolean more) {
        assertThat(reaper(Collections.nCopies(lost, reaped(Status.QUEUED))).runOnce())
                .isEqualTo(more);
    }

    private Reaper reaper(List<Reaped> lost) {
        return new Reaper(limit -> lost.stream().limit(limit).toList(), heard, Rankings.by("fifo"));
    }

    private static Reaped reaped(Status status) {
        return new Reaped("default", new Place(1, 1, new UUID(0, 1)), status, 1, null, List.of());
    }
}
