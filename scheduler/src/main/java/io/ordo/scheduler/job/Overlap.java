package io.ordo.scheduler.job;

/** What becomes of a planned time while a task of the job lives. Its lower-case name is the word on the wire. */
public enum Overlap {
    /** It gets a task, beside the one that lives. */
    ALLOW,
    /** It is skipped. */
    SKIP,
    /** It gets a task that waits for the other to end; as long as one waits so, further planned times go to it. */
    QUEUE_ONE,
    /** What lives is cancelled, and it gets a task. */
    CANCEL_OLD
}
