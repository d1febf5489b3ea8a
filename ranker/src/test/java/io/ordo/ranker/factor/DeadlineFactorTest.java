package io.ordo.ranker.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.ranker.Facts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines, those too that can no longer be met. */
class DeadlineFactorTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final DeadlineFactor FACTOR =
            new DeadlineFactor(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(90));

    @ParameterizedTest
    @CsvSource({
        "100, 20, 0, 60", // latest start in 80 s: its place is 70 s after arrival, later than the 60 s without a
        // deadline
        "80, 20, 0, 50",
        "20, 20, 0, -10", // just in time
        "19, 20, 0, 90", // hopeless
        "-5, 0, 0, 90",
        "30, 20, 30000, -30", // class 2 would stand 30 s back, and 60 s on top
        "30, 20, 600000, -600"
    })
    void itsPlaceIsBeforeItsLatestStart(int deadline, int expected, long before, int offset) {
        var facts = facts(deadline, expected).build();
        assertThat(FACTOR.offset(facts, before)).isEqualTo(offset * 1_000L);
    }

    @Test
    void tooMuchWorkBeforeItMakesADeadlineHopeless() {
        var facts = facts(80, 20).build();
        assertThat(FACTOR.offset(facts, 0)).isEqualTo(50_000);
        var late = facts.but().lateness(Duration.ofMillis(1)).build();
        assertThat(FACTOR.offset(late, 0)).isEqualTo(90_000);
        assertThat(FACTOR.words(late, 0, 90_000)).isEqualTo("due 12:01:20 UTC, too late to be met when it was ranked");
    }

    @Test
    void ofTwoTheOneThatMustStartFirstIsFirst() {
        var soon = facts(40, 5).build();
        var sooner = facts(50, 20).build();
        assertThat(FACTOR.offset(sooner, 0)).isLessThan(FACTOR.offset(soon, 0));
    }

    @Test
    void itSaysWhenSomethingIsDue() {
        assertThat(words(facts(80, 20).build())).isEqualTo("due 12:01:20 UTC");
        assertThat(words(facts(120, 70).build())).isEqualTo("due 12:02 UTC");
        assertThat(words(facts(3_600, 20).build())).isEqualTo("due 13:00 UTC, not soon");
        assertThat(words(facts(86_400, 20).build())).isEqualTo("due 2030-06-02 12:00 UTC, not soon");
        assertThat(words(facts(5, 20).build())).isEqualTo("due 12:00:05 UTC, too late to be met when it was ranked");
        assertThat(words(new Facts(NOON, 3))).isEqualTo("no deadline");
    }

    @Test
    void nobodyGainsByBeingHopeless() {
        var minute = Duration.ofMinutes(1);
        assertThatThrownBy(() -> new DeadlineFactor(minute, minute, Duration.ofSeconds(59)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String words(Facts facts) {
        return FACTOR.words(facts, 0, FACTOR.offset(facts, 0));
    }

    private static Facts.Builder facts(int deadline, int expected) {
        return Facts.at(NOON, 3).deadline(NOON.plusSeconds(deadline)).expected(Duration.ofSeconds(expected));
    }
}
