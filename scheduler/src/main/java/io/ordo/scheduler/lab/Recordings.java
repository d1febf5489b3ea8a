package io.ordo.scheduler.lab;

import java.time.Instant;
import java.util.List;

/** What is on record of the past. */
public interface Recordings {
    /**
     * The attempts an experiment asks for that ended in a stretch of time: those that arrived last, as many as it wants
     * and one more.
     *
     * @param from inclusive
     * @param until exclusive
     * @throws io.ordo.scheduler.filter.FilterTooSlow when that takes too long; a shorter stretch may not
     */
    Stretch between(Experiment experiment, Instant from, Instant until);

    /**
     * A stretch of the past.
     *
     * @param attempts in no order
     * @param unknown how many attempts of that time say nothing of their arrival, and are left out
     */
    record Stretch(List<PastAttempt> attempts, long unknown) {
        public Stretch {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * All of the past that an experiment is about.
     *
     * @param attempts in the order of their arrival
     * @param isCut whether there were more, and the oldest are left out
     * @param unknown how many attempts of the time that was looked at say nothing of their arrival, and are left out
     */
    record Recording(List<PastAttempt> attempts, boolean isCut, long unknown) {
        public Recording {
            attempts = List.copyOf(attempts);
        }
    }
}
