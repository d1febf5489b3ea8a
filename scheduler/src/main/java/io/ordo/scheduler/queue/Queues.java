package io.ordo.scheduler.queue;

/** The queues of this installation. */
public interface Queues {
    /** Whether there is a queue of that id. */
    boolean exists(String id);
}
