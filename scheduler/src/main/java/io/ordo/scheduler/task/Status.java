package io.ordo.scheduler.task;

import java.util.Locale;

/** Where a task stands. Its lower-case name is the word on the wire, in SQL and in logs. */
public enum Status {
    /** Waits for its due time; the promoter moves it on. */
    PENDING,
    /** Due and ranked; a pop moves it on. */
    QUEUED,
    /** Popped under a lease; its holder moves it on, or the reaper when the lease is lost. */
    DISPATCHED,
    /** Its holder said that it started. */
    RUNNING,
    /** Final: an attempt succeeded. */
    COMPLETED,
    /** Final: no attempt succeeded, or none began in time. */
    FAILED,
    /** Final: somebody called it off. */
    CANCELLED;

    /** Whether nothing moves a task on from here. */
    public boolean isFinal() {
        return switch (this) {
            case PENDING, QUEUED, DISPATCHED, RUNNING -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }

    /** The word for this status everywhere outside Java. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that word. */
    public static Status ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
