package io.ordo.scheduler.lab;

import java.util.List;

/** What is on record of the past. */
public interface Recordings {
    /** The attempts an experiment asks for. */
    Recording of(Experiment experiment);

    /**
     * A stretch of the past.
     *
     * @param attempts in the order of their arrival
     * @param isCut whether there were more, and the oldest are left out
     * @param unknown how many attempts of that time say nothing of their arrival, and are left out
     */
    record Recording(List<PastAttempt> attempts, boolean isCut, long unknown) {
        public Recording {
            attempts = List.copyOf(attempts);
        }
    }
}
