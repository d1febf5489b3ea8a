package io.ordo.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.schedule.Schedule.After;
import io.ordo.scheduler.schedule.Schedule.At;
import io.ordo.scheduler.schedule.Schedule.Every;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @Test
    void anInstantIsDueOnceAndNeverAfterwards() {
        var at = new At(NOON);
        assertThat(at.nextAfter(NOON.minusNanos(1))).contains(NOON);
        assertThat(at.nextAfter(NOON)).isEmpty();
        assertThat(at.nextAfter(NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void anIntervalIsDueAtItsFirstInstantAndEveryPeriodFromThere() {
        var every = new Every(Duration.ofMinutes(5), NOON);
        assertThat(every.nextAfter(NOON.minusSeconds(3_600))).contains(NOON);
        assertThat(every.nextAfter(NOON.minusNanos(1))).contains(NOON);
        assertThat(every.nextAfter(NOON)).contains(NOON.plusSeconds(300));
    }

    @Test
    void anIntervalIsDueStrictlyAfterTheGivenInstant() {
        var every = new Every(Duration.ofMinutes(5), NOON);
        assertThat(every.nextAfter(NOON.plusSeconds(300).minusNanos(1))).contains(NOON.plusSeconds(300));
        assertThat(every.nextAfter(NOON.plusSeconds(300))).contains(NOON.plusSeconds(600));
    }

    @Property
    void latePlanningNeverMovesAnInterval(
            @ForAll @LongRange(min = 1_000, max = 31_622_400_000L) long periodMillis,
            @ForAll @LongRange(min = 0, max = 3_000_000_000_000_000L) long lateMicros) {
        var every = new Every(Duration.ofMillis(periodMillis), NOON);
        var after = NOON.plus(lateMicros, ChronoUnit.MICROS);
        var next = every.nextAfter(after).orElseThrow();
        assertThat(Duration.between(NOON, next).toNanos() % every.period().toNanos())
                .isZero();
        assertThat(next).isAfter(after).isBeforeOrEqualTo(after.plus(every.period()));
    }

    @Test
    void aDelayCountsFromTheEndOfTheLastTask() {
        assertThat(new After(Duration.ofSeconds(50)).nextAfter(NOON)).contains(NOON.plusSeconds(50));
    }

    @Test
    void aScheduleSaysWhatItIs() {
        assertThat(new At(NOON).words()).isEqualTo("once, at 2030-06-01T12:00:00Z");
        assertThat(new Every(Duration.ofMinutes(5), NOON).words()).isEqualTo("every 5 minutes");
        assertThat(new Every(Duration.ofDays(1), NOON).words()).isEqualTo("every 24 hours");
        assertThat(new After(Duration.ofHours(1)).words()).isEqualTo("1 hour after the last task has ended");
        assertThat(new After(Duration.ofSeconds(90)).words()).isEqualTo("90 seconds after the last task has ended");
        assertThat(new Schedule.Manual().words()).isEqualTo("only when somebody asks for it");
    }

    @Test
    void aPeriodBelowOneSecondIsRefused() {
        assertThatThrownBy(() -> new Every(Duration.ofMillis(999), NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one second");
        assertThatThrownBy(() -> new After(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one second");
    }
}
