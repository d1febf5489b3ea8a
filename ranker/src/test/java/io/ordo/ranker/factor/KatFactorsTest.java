package io.ordo.ranker.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Facts;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenKAT's formulas: the same where they work, corrected where they do not. */
class KatFactorsTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final KatBoefjeFactor BOEFJE = new KatBoefjeFactor(Duration.ofMinutes(30), Duration.ofDays(1));
    private static final KatTimeFactor TIME = new KatTimeFactor(Duration.ofMinutes(30));

    /** Seconds since the end of the grace period, and int(3 + 997 * (1 - t / 604800)) of all of them. */
    @ParameterizedTest
    @CsvSource({
        "0, 1000",
        "60, 999",
        "3600, 994",
        "43200, 928",
        "86399, 857",
        "86400, 857",
        "302400, 501",
        "604799, 3",
        "604800, 3",
        "2592000, 3",
        "-3600, 1000"
    })
    void theScoreIsTheDocumentedOne(long seconds, int score) {
        var facts = idle(Duration.ofDays(1).plusSeconds(seconds));
        assertThat((int) BOEFJE.score(facts)).isEqualTo(score);
    }

    @Example
    void usersComeFirstThenNewWorkThenOldWork() {
        var user = Facts.at(NOON, 1).lastRun(NOON.minusSeconds(60)).build();
        var fresh = new Facts(NOON, 4);
        assertThat(BOEFJE.score(user)).isEqualTo(1);
        assertThat(BOEFJE.score(fresh)).isEqualTo(2);
        assertThat(BOEFJE.offset(user, 0)).isLessThan(BOEFJE.offset(fresh, 0));
        assertThat(BOEFJE.offset(fresh, 0)).isLessThan(BOEFJE.offset(idle(Duration.ofDays(300)), 0));
    }

    /** OpenKAT's code counts the seconds of a day only: 30 days and a day idle it takes for one day idle, and less. */
    @Example
    void idleForThirtyDaysGoesBeforeIdleForOneDay() {
        var month = idle(Duration.ofDays(31));
        var day = idle(Duration.ofDays(2));
        assertThat(BOEFJE.offset(month, 0)).isLessThan(BOEFJE.offset(day, 0));
        assertThat(BOEFJE.words(month, 0, 0)).isEqualTo("was done 31 days ago");
    }

    @Property
    void theLongerIdleTheEarlier(
            @ForAll @LongRange(min = 0, max = 5_000_000) long seconds,
            @ForAll @LongRange(min = 1, max = 5_000_000) long more) {
        assertThat(BOEFJE.offset(idle(Duration.ofSeconds(seconds + more)), 0))
                .isLessThanOrEqualTo(BOEFJE.offset(idle(Duration.ofSeconds(seconds)), 0));
    }

    @Example
    void byTheTimeOfCreationAndUsersFirst() {
        var retried = Facts.at(NOON, 3).created(NOON.minusSeconds(90)).build();
        assertThat(TIME.offset(retried, 0)).isEqualTo(-90_000);
        assertThat(TIME.words(retried, 0, -90_000)).isEqualTo("was created 90 s before");
        assertThat(TIME.offset(new Facts(NOON, 3), 0)).isZero();
        assertThat(TIME.offset(new Facts(NOON, 1), 0)).isEqualTo(-1_800_000);
    }

    /** As OpenKAT ranks its normalizers. */
    @Example
    void byTheAgeOfTheData() {
        var factor = new DataAgeFactor(1, Duration.ofMinutes(30));
        var facts = Facts.at(NOON, 3).dataTime(NOON.minusSeconds(75)).build();
        assertThat(factor.offset(facts, 0)).isEqualTo(-75_000);
        assertThat(factor.words(facts, 0, -75_000)).isEqualTo("its data was 75 s old");
    }

    private static Facts idle(Duration idle) {
        return Facts.at(NOON, 4).lastRun(NOON.minus(idle)).build();
    }
}
