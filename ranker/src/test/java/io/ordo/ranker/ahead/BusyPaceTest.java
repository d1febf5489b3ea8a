package io.ordo.ranker.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Example;

/** How fast workers come on that have something to do. */
class BusyPaceTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private final BusyPace pace = new BusyPace();

    @Example
    void itIsMeasuredWhileTasksWait() {
        pace.see(false, 1_000, NOON);
        pace.see(true, 1_010, NOON.plusSeconds(2));
        pace.see(false, 1_010, NOON.plusSeconds(60));
        pace.see(true, 1_020, NOON.plusSeconds(62));

        assertThat(pace.perSecond().orElseThrow()).isBetween(4.9, 5.1);
    }

    @Example
    void fromAFewStartsNothingFollows() {
        pace.see(false, 0, NOON);
        pace.see(true, 4, NOON.plusSeconds(2));

        assertThat(pace.perSecond()).isEmpty();
    }
}
