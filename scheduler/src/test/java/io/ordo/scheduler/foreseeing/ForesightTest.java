package io.ordo.scheduler.foreseeing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.foreseeing.Lineup.Row;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.testing.AtOnce;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose start is estimated, and what is learned of it. */
class ForesightTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private Instant now = START;
    private final Seen seen = new Seen();
    private final Paces paces = new Paces(() -> now);
    private final Forecast forecast = new Forecast(paces);
    private final Foresight foresight = new Foresight(
            new AtOnce(), new Sights(seen, new Samples(seen, () -> 0, Runnable::run)), forecast, () -> now);

    @Test
    void nothingIsEstimatedWhileNothingStarts() {
        arrive(0, 10);
        foresight.runOnce();

        assertThat(seen.looks).isZero();
    }

    @Test
    void ofManyThatComeTogetherAFewAreWatchedAndNoMoreThanFiftyInARound() {
        paces.started("mail");
        var together = IntStream.range(0, 1_000).mapToObj(ForesightTest::place).toList();
        foresight.arrived("mail", together);
        foresight.runOnce();
        foresight.runOnce();
        assertThat(seen.asked).hasSize(5);

        arrive(1_000, 200);
        foresight.runOnce();
        foresight.runOnce();
        assertThat(seen.asked).hasSize(55);
    }

    @Test
    void whatStartedIsLearnedAndWhatIsGoneIsForgotten() {
        paces.started("mail");
        arrive(10, 40);
        foresight.runOnce();
        now = START.plusSeconds(60);
        seen.started.addAll(
                IntStream.range(10, 35).mapToObj(ForesightTest::task).toList());
        foresight.runOnce();
        seen.asked.clear();
        foresight.runOnce();

        assertThat(forecast.of("mail", 10, now).calibration())
                .matches(calibration -> calibration != null && calibration.estimates() == 25);
        assertThat(seen.asked).isEmpty();
    }

    @Test
    void whatStillWaitsIsLookedForAgain() {
        paces.started("mail");
        arrive(10, 1);
        seen.queued.add(task(10));
        foresight.runOnce();
        foresight.runOnce();
        seen.asked.clear();
        foresight.runOnce();

        assertThat(seen.asked).containsExactly(task(10));
    }

    private void arrive(int first, int tasks) {
        IntStream.range(first, first + tasks).forEach(number -> foresight.arrived("mail", List.of(place(number))));
    }

    private static Place place(int number) {
        return new Place(number, number, task(number));
    }

    private static UUID task(int number) {
        return new UUID(0, number);
    }

    /** A queue of two thousand tasks. */
    private final class Seen extends Blind {
        private final Set<UUID> started = new HashSet<>();
        private final Set<UUID> queued = new HashSet<>();
        private final Set<UUID> asked = new HashSet<>();
        private int looks;

        @Override
        public <T> T atOneMoment(Supplier<T> look) {
            looks++;
            return look.get();
        }

        @Override
        public Lineup first(String queue) {
            var rows = IntStream.range(-2_000, 2_000)
                    .mapToObj(number -> new Row(number, number, null, 3, START))
                    .toList();
            return new Lineup(rows, 1, true);
        }

        @Override
        public List<Fate> fates(Map<UUID, Instant> since) {
            asked.addAll(since.keySet());
            return since.keySet().stream()
                    .map(task -> new Fate(task, started.contains(task) ? now : null, queued.contains(task)))
                    .toList();
        }
    }
}
