package io.ordo.scheduler.event;

import java.time.Instant;

/** Lets old events be forgotten. */
public interface OldEvents {
    /** How far the log reaches at this moment. */
    Mark mark();

    /**
     * Forgets the oldest events of transactions before the horizon, unless another scheduler is at it.
     *
     * @param limit about how many at most: all of one transaction, or none
     * @return how many were forgotten
     */
    int forget(long horizon, int limit);

    /**
     * Forgets the events of transactions that are still to come: a backup brought them from an installation that was
     * further.
     */
    void forgetForeign();

    /**
     * How far the log reached at an instant.
     *
     * @param horizon every transaction before it has ended
     * @param number of the newest event; about as many have been written since as numbers were given out
     * @param at on the database's clock
     */
    record Mark(long horizon, long number, Instant at) {}
}
