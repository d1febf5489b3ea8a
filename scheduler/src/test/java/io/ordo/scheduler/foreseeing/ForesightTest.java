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
    void ofThoseThatComeFiftyAreWatchedByChance() {
        paces.started("mail");
        arrive(10, 1_000);
        foresight.runOnce();
        foresight.runOnce();

        assertThat(seen.asked).hasSize(50);
        assertThat(seen.asked.stream().filter(task -> task.getLeastSignificantBits() >= 510))
                .isNotEmpty();
    }

    @Test
    void queuesShareARound() {
        paces.started("mail");
        paces.started("other");
        arrive(10, 1_000);
        arrive("other", 2_000, 10);
        foresight.runOnce();
        foresight.runOnce();

        assertThat(seen.asked).hasSize(35);
        assertThat(ofOther()).isEqualTo(10);
    }

    @Test
    void aQueueThatFilledTheWatchMakesRoomForAnother() {
        paces.started("mail");
        paces.started("other");
        seen.allAreQueued = true;
        for (int round = 0; round < 50; round++) {
            arrive(10 + 100 * round, 100);
            foresight.runOnce();
        }
        for (int round = 0; round < 41; round++) {
            arrive("other", 100_000 + 100 * round, 100);
            foresight.runOnce();
        }
        seen.asked.clear();
        for (int round = 0; round < 4; round++) {
            foresight.runOnce();
        }

        assertThat(seen.asked).hasSize(2_000);
        assertThat(ofOther()).isEqualTo(1_000);
    }

    private long ofOther() {
        return seen.asked.stream()
                .filter(task -> task.getMostSignificantBits() == 1)
                .count();
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

    private void arrive(String queue, int first, int tasks) {
        IntStream.range(first, first + tasks)
                .forEach(number -> foresight.arrived(queue, List.of(new Place(number, number, new UUID(1, number)))));
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
        private boolean allAreQueued;
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
                    .map(task ->
                            new Fate(task, started.contains(task) ? now : null, allAreQueued || queued.contains(task)))
                    .toList();
        }
    }
}
