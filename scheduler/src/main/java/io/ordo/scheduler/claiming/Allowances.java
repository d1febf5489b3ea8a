package io.ordo.scheduler.claiming;

import io.ordo.scheduler.queue.Queue;

/** How much of a limited queue may be popped. Both verbs are part of the transaction that claims. */
public interface Allowances {
    /**
     * How many tasks may be popped now. Until the transaction ends, nobody else is told anything of that queue.
     *
     * @param wanted at least 1
     * @return 0 to {@code wanted}
     */
    int allow(Queue queue, int wanted);

    /** Tasks were popped; they count from now on. */
    void use(Queue queue, int popped);
}
