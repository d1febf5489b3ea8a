package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.history.DurationSketch;
import io.ordo.scheduler.testing.AtOnce;
import io.ordo.scheduler.testing.Rankings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is learned although something fails on the way. */
class LearningTest {
    private final Shelf shelf = new Shelf();
    private final Ranking ranking = Rankings.by("shortest");
    private final Learning learning = new Learning(ranking, shelf, new AtOnce(), () -> Instant.EPOCH);

    @Test
    void whatCouldNotBeSortedIsSortedTheNextTime() {
        ranking.settled("q", new UUID(0, 1), null, Duration.ofSeconds(40));
        shelf.isBlind = true;
        learning.runOnce();
        assertThat(shelf.size("q", "report")).isZero();

        shelf.isBlind = false;
        learning.runOnce();
        learning.runOnce();
        assertThat(shelf.size("q", "report")).isEqualTo(1);
    }

    @Test
    void aQueueThatCannotBeMergedKeepsNoOtherFromIt() {
        shelf.broken = "q";
        for (var queue : new String[] {"p", "q", "r"}) {
            ranking.settled(queue, new UUID(0, 1), null, Duration.ofSeconds(40));
        }
        learning.runOnce();
        assertThat(shelf.kept).containsOnlyKeys("p", "r");

        shelf.broken = "";
        learning.runOnce();
        assertThat(shelf.size("q", "report")).isEqualTo(1);
    }

    /** Durations that are kept here; every task is a report. */
    private static final class Shelf implements SharedDurations {
        private final Map<String, Map<String, DurationSketch>> kept = new HashMap<>();
        private boolean isBlind;
        private String broken = "";

        private double size(String queue, String sort) {
            var sketch = kept.getOrDefault(queue, Map.of()).get(sort);
            return sketch == null ? 0 : sketch.size();
        }

        @Override
        public Map<String, DurationSketch> take(String queue, Collection<String> sorts) {
            if (queue.equals(broken)) {
                throw new IllegalStateException("a page of this queue cannot be read");
            }
            var known = kept.getOrDefault(queue, Map.of());
            return sorts.stream()
                    .collect(Collectors.toMap(
                            sort -> sort, sort -> Objects.requireNonNullElseGet(known.get(sort), DurationSketch::new)));
        }

        @Override
        public void put(String queue, Map<String, DurationSketch> durations) {
            kept.computeIfAbsent(queue, _ -> new HashMap<>()).putAll(durations);
        }

        @Override
        public Map<String, DurationSketch> newest(String queue, int most) {
            return Map.of();
        }

        @Override
        public Map<String, Map<String, DurationSketch>> since(Instant from, int most) {
            return Map.of();
        }

        @Override
        public Map<UUID, String> sorts(Collection<UUID> tasks) {
            if (isBlind) {
                throw new IllegalStateException("nobody can see");
            }
            return tasks.stream().collect(Collectors.toMap(task -> task, _ -> "report"));
        }

        @Override
        public int prune(int limit) {
            return 0;
        }
    }
}
