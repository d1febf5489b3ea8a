package io.ordo.ranker.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import net.jqwik.api.Example;

/** Which deadlines the work before them leaves no time for. */
class OutlookTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final long PLACE = NOON.toEpochMilli() * 1_000;

    @Example
    void aDeadlineIsMissedWhenTheWorkBeforeItTakesLonger() {
        var outlook = new Outlook(Collections.nCopies(100, PLACE), 1, 2, NOON);

        assertThat(outlook.lateness(NOON, NOON.plusSeconds(50))).isZero();
        assertThat(outlook.lateness(NOON, NOON.plusSeconds(40))).isEqualTo(Duration.ofSeconds(10));
        assertThat(outlook.lateness(NOON.plusSeconds(5), NOON.plusSeconds(40))).isEqualTo(Duration.ofSeconds(15));
    }

    @Example
    void whatStandsBehindTheLatestStartDoesNotMatter() {
        var outlook = new Outlook(Collections.nCopies(100, PLACE + 60_000_000), 1, 2, NOON);

        assertThat(outlook.lateness(NOON, NOON.plusSeconds(40))).isZero();
        assertThat(outlook.lateness(NOON, NOON.plusSeconds(61))).isZero();
    }

    @Example
    void aSampleStandsForAll() {
        var outlook = new Outlook(Collections.nCopies(10, PLACE), 10, 2, NOON);

        assertThat(outlook.lateness(NOON, NOON.plusSeconds(40))).isEqualTo(Duration.ofSeconds(10));
    }

    @Example
    void itSaysTheSameOfTasksThatAreCounted() {
        var ahead = new TasksAhead(Duration.ofMinutes(30));
        for (int i = 0; i < 100; i++) {
            ahead.queued(PLACE);
        }

        assertThat(new Outlook(ahead::before, 2, NOON).lateness(NOON, NOON.plusSeconds(40)))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Example
    void whatWasSeenLongAgoSaysNothing() {
        var outlook = new Outlook(Collections.nCopies(1_000, PLACE), 1, 2, NOON);

        assertThat(outlook.lateness(NOON.plusSeconds(31), NOON.plusSeconds(40))).isZero();
    }
}
