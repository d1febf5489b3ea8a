package io.ordo.scheduler.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.simulation.WorkerPlan;
import io.ordo.scheduler.lab.PastAttempt.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PastWorkTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void aTaskKnowsWhenItsSortWasDoneLast() {
        var work = PastWork.of(
                List.of(attempt(0, "a", true), attempt(5, "a", true), attempt(50, "b", true), attempt(60, "a", true)),
                Map.of(),
                1);

        assertThat(work.tasks())
                .extracting(task -> task.more().lastRun())
                .containsExactly(null, null, null, NOON.plusSeconds(15));
    }

    @Test
    void whatWasReleasedWasNotDone() {
        var work = PastWork.of(List.of(attempt(0, "a", false), attempt(60, "a", true)), Map.of(), 1);

        assertThat(work.tasks().getLast().more().lastRun()).isNull();
    }

    @Test
    void anAttemptIsADemandForAsLongAsItWasHeld() {
        var task = PastWork.of(List.of(attempt(3, null, true)), Map.of(), 2);

        assertThat(task.workers()).isEqualTo(WorkerPlan.always(2));
        assertThat(task.deadlinesExpire()).isTrue();
        assertThat(task.tasks()).singleElement().satisfies(one -> {
            assertThat(one.duration()).isEqualTo(Duration.ofSeconds(10));
            assertThat(one.arrival()).isEqualTo(NOON.plusSeconds(3));
            assertThat(one.more().started()).isEqualTo(NOON.plusSeconds(3));
            assertThat(one.tenant()).isEmpty();
            assertThat(one.more().failures()).isEqualTo(2);
        });
    }

    /** Was held at once, for ten seconds. */
    private static PastAttempt attempt(int arrival, @Nullable String sort, boolean isCounted) {
        return new PastAttempt(
                new Who(new UUID(0, arrival), null, 3, sort, NOON, null),
                NOON.plusSeconds(arrival),
                NOON.plusSeconds(arrival),
                NOON.plusSeconds(arrival + 10L),
                null,
                null,
                1,
                2,
                isCounted);
    }
}
