package io.ordo.worker.attempt;

import io.ordo.worker.client.SchedulerUnavailable;

/**
 * The scheduler answered for long, but never with yes or no: the attempt ends without a report, and its lease
 * is extended no more.
 */
final class Unreported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreported(long leases, SchedulerUnavailable lastAnswer) {
        super("Given up after " + leases + " lease lengths", lastAnswer);
    }
}
