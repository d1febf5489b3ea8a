package io.ordo.ranker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;

/** Which deadlines a simulation finds hopeless: those a scheduler would, of the same tasks and starts. */
class LookaheadTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Lookahead lookahead = new Lookahead(Duration.ofMinutes(30));
    private Instant now = START;
    private int queued;
    private int started;

    @Example
    void aDeadlineIsHopelessWhenTheWorkBeforeItLeavesNoTime() {
        queue(100);
        look(true);
        start(10);
        pass(2);
        look(true);

        assertThat(lookahead.lateness(now, now.plusSeconds(59))).isZero();
        assertThat(lookahead.lateness(now, now.plusSeconds(9))).isPositive();
    }

    @Example
    void howFastIdleWorkersAreNobodyKnows() {
        look(true);
        queue(10);
        start(10);
        pass(2);
        queue(100);
        look(true);

        assertThat(lookahead.lateness(now, now.plusSeconds(9))).isZero();
    }

    @Example
    void workersThatAreAwayAreNotSlow() {
        queue(100);
        look(true);
        start(10);
        pass(2);
        look(true);
        pass(30);
        look(false);
        start(10);
        pass(2);
        look(true);

        assertThat(lookahead.lateness(now, now.plusSeconds(59))).isZero();
    }

    @Example
    void fromAFewStartsNothingFollows() {
        queue(100);
        look(true);
        start(4);
        pass(2);
        look(true);

        assertThat(lookahead.lateness(now, now.plusSeconds(9))).isZero();
    }

    private void queue(int tasks) {
        for (int i = 0; i < tasks; i++) {
            lookahead.queue(queued++, micros(START));
        }
    }

    private void start(int tasks) {
        for (int i = 0; i < tasks; i++) {
            lookahead.start(started++, micros(START));
        }
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private void look(boolean isAsked) {
        lookahead.look(micros(now), isAsked);
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1_000;
    }
}
