package io.ordo.scheduler.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskCensus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CensusTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private final Scripted store = new Scripted();
    private Set<String> queues = Set.of("report");
    private final Census census = new Census(store, () -> queues);

    @Test
    void whatEndedIsCountedOnceAndRemembered() {
        store.next(NOON, 5, 1);
        store.next(NOON.plusSeconds(15), 1, 2);
        store.next(NOON.plusSeconds(30), 2, 0);

        assertThat(completedAfterALook()).isEqualTo(6);
        assertThat(completedAfterALook()).isEqualTo(8);
        assertThat(completedAfterALook()).isEqualTo(8);
        assertThat(store.asked)
                .containsExactly("all", NOON.toString(), NOON.plusSeconds(15).toString());
    }

    @Test
    void nobodyWhoAsksCountsWhatEnded() {
        store.next(NOON, 5, 0);
        census.runOnce();

        assertThat(census.ended()).isEqualTo(census.ended());
        assertThat(census.live()).isEqualTo(Map.of("report", Map.of(Status.QUEUED, 3L)));
        assertThat(store.asked).hasSize(1);
    }

    @Test
    void whatWasNotCountedYetIsMissing() {
        assertThat(census.ended()).isEmpty();
        store.next(NOON, 0, 0);
        census.runOnce();

        assertThat(census.ended()).isEqualTo(Map.of("report", Map.of()));
    }

    @Test
    void otherQueuesAreCountedAnew() {
        store.next(NOON, 5, 0);
        store.next(NOON, 7, 0);

        completedAfterALook();
        queues = Set.of("report", "boefje");

        assertThat(completedAfterALook()).isEqualTo(7);
        assertThat(census.ended()).containsOnlyKeys("report", "boefje");
        assertThat(store.asked).containsExactly("all", "all");
    }

    @Test
    void afterADayAllIsCountedAnew() {
        store.next(NOON, 5, 0);
        store.next(NOON.plus(Duration.ofDays(1)), 1, 0);
        store.next(NOON.plus(Duration.ofDays(1)), 4, 0);

        assertThat(completedAfterALook()).isEqualTo(5);
        assertThat(completedAfterALook()).isEqualTo(6);
        assertThat(completedAfterALook()).isEqualTo(4);
        assertThat(store.asked).containsExactly("all", NOON.toString(), "all");
    }

    @Test
    void aClockThatGoesBackCountsNothingTwice() {
        store.next(NOON, 5, 0);
        store.next(NOON.minusSeconds(30), 0, 1);
        store.next(NOON.plusSeconds(30), 1, 0);

        completedAfterALook();
        assertThat(completedAfterALook()).isEqualTo(6);
        assertThat(completedAfterALook()).isEqualTo(6);
        assertThat(store.asked).containsExactly("all", NOON.toString(), NOON.toString());
    }

    private long completedAfterALook() {
        census.runOnce();
        return census.ended().getOrDefault("report", Map.of()).getOrDefault(Status.COMPLETED, 0L);
    }

    /** Answers what it was told to, and remembers what it was asked. */
    private static final class Scripted implements TaskCensus {
        private final Queue<Ended> answers = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        void next(Instant horizon, int settled, int fresh) {
            answers.add(new Ended(completed(settled), completed(fresh), horizon));
        }

        private static List<Tally> completed(int tasks) {
            return tasks == 0 ? List.of() : List.of(new Tally("report", Status.COMPLETED, tasks));
        }

        @Override
        public List<Tally> live() {
            return List.of(new Tally("report", Status.QUEUED, 3));
        }

        @Override
        public Ended ended(Set<String> queues, @Nullable Instant since) {
            asked.add(since == null ? "all" : since.toString());
            return answers.remove();
        }
    }
}
