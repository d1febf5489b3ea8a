package io.ordo.scheduler.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.ranker.simulation.Watcher;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.lab.PastAttempt.Who;
import io.ordo.scheduler.lab.Recordings.Recording;
import io.ordo.scheduler.lab.Recordings.Stretch;
import io.ordo.scheduler.queue.RankerVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An hour of the past, in which something arrived every second and was done five seconds later. */
class ReadingTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final int ALL = 3_600 - 5;

    private final List<Duration> lengths = new ArrayList<>();
    private final List<Integer> told = new ArrayList<>();
    private int mostTold = Integer.MAX_VALUE;
    private Duration longest = Duration.ofDays(1);
    private Duration each = Duration.ZERO;
    private long nanos;

    @Test
    void everythingIsReadOnceInTheOrderOfItsArrival() {
        var read = read(10_000).orElseThrow();

        assertThat(read.attempts())
                .hasSize(ALL)
                .isSortedAccordingTo((one, other) -> one.arrival().compareTo(other.arrival()));
        assertThat(read.isCut()).isFalse();
        assertThat(read.unknown()).isEqualTo(lengths.size());
    }

    @Test
    void theNewestAreTakenAndNoMoreIsReadThanTheyNeed() {
        var read = read(100).orElseThrow();

        assertThat(read.attempts()).hasSize(100);
        assertThat(read.attempts().getLast().ended()).isEqualTo(ONE.minusSeconds(1));
        assertThat(read.isCut()).isTrue();
        assertThat(lengths).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    @Test
    void inBetweenItIsToldHowFarItIs() {
        read(10_000);

        assertThat(told).hasSameSizeAs(lengths).hasSizeGreaterThan(4).isSorted();
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotReadToItsEnd() {
        mostTold = 2;

        assertThat(read(10_000)).isEmpty();
        assertThat(lengths).hasSize(2);
    }

    @Test
    void whatTakesTooLongIsReadInShorterStretches() {
        longest = Duration.ofSeconds(90);

        assertThat(read(10_000).orElseThrow().attempts()).hasSize(ALL);
        assertThat(lengths).contains(Duration.ofMinutes(2), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @Test
    void whatTakesTooLongEvenThenIsGivenUp() {
        longest = Duration.ofMillis(10);

        assertThatThrownBy(() -> read(10_000)).isInstanceOf(FilterTooSlow.class);
    }

    @Test
    void afterTenMinutesItIsGivenUp() {
        each = Duration.ofSeconds(20);

        assertThatThrownBy(() -> read(10_000)).isInstanceOf(FilterTooSlow.class).hasMessageContaining("600 s");
        assertThat(lengths).hasSize(31).containsOnly(Duration.ofMinutes(1));
    }

    private Optional<Recording> read(int most) {
        var ranker = RankerVersion.named("fifo").orElseThrow();
        var experiment = new Experiment("q", List.of(ranker), NOON, ONE, null, most);
        Watcher watcher = (done, total) -> {
            assertThat(done).isBetween(0, total);
            if (told.size() == mostTold) {
                return false;
            }
            return told.add(done);
        };
        return new Reading(this::between, experiment, watcher, () -> nanos).until(ONE);
    }

    private Stretch between(Experiment experiment, Instant from, Instant until) {
        var length = Duration.between(from, until);
        lengths.add(length);
        nanos += each.toNanos();
        if (length.compareTo(longest) > 0) {
            throw new FilterTooSlow(List.of(), Duration.ofSeconds(10));
        }
        var attempts = IntStream.range(0, ALL)
                .mapToObj(ReadingTest::attempt)
                .filter(one -> !one.ended().isBefore(from) && one.ended().isBefore(until))
                .toList();
        return new Stretch(attempts, 1);
    }

    private static PastAttempt attempt(int second) {
        var arrival = NOON.plusSeconds(second);
        return new PastAttempt(
                new Who(new UUID(0, second), "a", 3, null, arrival, null),
                arrival,
                arrival.plusSeconds(1),
                arrival.plusSeconds(5),
                null,
                null,
                1,
                0,
                true);
    }
}
