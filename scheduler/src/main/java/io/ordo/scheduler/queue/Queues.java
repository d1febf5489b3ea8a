package io.ordo.scheduler.queue;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The queues of this installation, as they are kept. */
public interface Queues {
    Optional<Queue> find(String id);

    /** All of them, in the order of their ids. */
    List<Queue> all();

    /**
     * Keeps a new queue.
     *
     * @return whether it is new: one of that id there was before stays as it is
     */
    boolean add(Queue queue);

    /**
     * Changes a queue; two changes at once come one after the other.
     *
     * @return the queue as it is kept now; empty when there is none of that id
     */
    Optional<Queue> change(String id, UnaryOperator<Queue> change);

    /** Removes a queue no job and no live task needs. */
    Removal remove(String id);

    /** What came of a removal. */
    enum Removal {
        REMOVED,
        UNKNOWN,
        /** Jobs, templates or tasks that have not ended name it. */
        IN_USE
    }
}
