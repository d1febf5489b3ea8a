package io.ordo.ranker.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The factors that are one line of arithmetic, number for number and word for word. */
class SimpleFactorsTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @ParameterizedTest
    @CsvSource({
        "1, 0, urgent priority",
        "2, 30, high priority",
        "3, 120, normal priority",
        "4, 600, low priority",
        "5, 1800, lowest priority",
        "6, 1800, lowest priority",
        "2147483647, 1800, lowest priority"
    })
    void aLowerClassStandsLaterByAFixedTime(int priority, long seconds, String words) {
        var factor = new ClassFactor(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), HALF_HOUR);
        var facts = new Facts(NOON, priority);
        assertThat(factor.offset(facts, 0)).isEqualTo(seconds * 1_000);
        assertThat(factor.words(facts, 0, seconds * 1_000)).isEqualTo(words);
    }

    @Test
    void noClassStandsEarlierThanTheOneBefore() {
        var minute = Duration.ofMinutes(1);
        assertThatThrownBy(() -> new ClassFactor(minute, minute, minute, Duration.ofSeconds(59)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyUrgencyIsBudgeted() {
        var factor = new ClassFactor(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), HALF_HOUR);
        var high = Facts.at(NOON, 2).overBudget(true).build();
        assertThat(factor.offset(high, 0)).isEqualTo(30_000);
    }

    @Test
    void longWorkStandsLaterUpToALimit() {
        var factor = new DurationFactor(10, HALF_HOUR);
        var facts = Facts.at(NOON, 3).expected(Duration.ofMillis(1_500)).build();
        assertThat(factor.offset(facts, 0)).isEqualTo(15_000);
        assertThat(factor.words(facts, 0, 15_000)).isEqualTo("expected to take 1.5 s");
        var long1 = facts.but().expected(Duration.ofHours(1)).build();
        assertThat(factor.offset(long1, 0)).isEqualTo(1_800_000);
    }

    @Test
    void debtCountsByItsWeightUpToALimit() {
        var facts = Facts.at(NOON, 3)
                .tenant(new TenantStanding("A", Duration.ofSeconds(40), 0.5))
                .build();
        assertThat(new DebtFactor(1.5, HALF_HOUR).offset(facts, 0)).isEqualTo(60_000);
        assertThat(new DebtFactor(1.5, Duration.ofSeconds(50)).offset(facts, 0)).isEqualTo(50_000);
        assertThat(new DebtFactor(1, HALF_HOUR).offset(new Facts(NOON, 3), 0)).isZero();
    }

    @Test
    void newWorkStandsEarlier() {
        var factor = new FirstRunFactor(Duration.ofMinutes(1));
        assertThat(factor.offset(new Facts(NOON, 3), 0)).isEqualTo(-60_000);
        var again = Facts.at(NOON, 3).lastRun(NOON.minusSeconds(1)).build();
        assertThat(factor.offset(again, 0)).isZero();
        assertThat(factor.words(again, 0, 0)).isEqualTo("was done before");
    }

    @Test
    void failuresAddUpToALimit() {
        var factor = new RetryFactor(Duration.ofSeconds(30), Duration.ofSeconds(75));
        var twice = Facts.at(NOON, 3).failures(2).build();
        assertThat(factor.offset(twice, 0)).isEqualTo(60_000);
        assertThat(factor.words(twice, 0, 60_000)).isEqualTo("2 attempts have failed");
        assertThat(factor.offset(twice.but().failures(3).build(), 0)).isEqualTo(75_000);
        var first = new RetryFactor(Duration.ofSeconds(-30), Duration.ofSeconds(75));
        assertThat(first.offset(twice, 0)).isEqualTo(-60_000);
    }

    @Test
    void aConstantMayBeForOneTenant() {
        var factor = new ConstantFactor(Duration.ofMinutes(-1), "A", "");
        var ofA = Facts.at(NOON, 3)
                .tenant(new TenantStanding("A", Duration.ZERO, 0))
                .build();
        assertThat(factor.offset(ofA, 0)).isEqualTo(-60_000);
        assertThat(factor.words(ofA, 0, -60_000)).isEqualTo("the same for every task of tenant A");
        assertThat(factor.offset(new Facts(NOON, 3), 0)).isZero();
        var agreed = new ConstantFactor(Duration.ofMinutes(-1), "", "agreed with the night shift");
        assertThat(agreed.words(ofA, 0, -60_000)).isEqualTo("agreed with the night shift");
    }
}
