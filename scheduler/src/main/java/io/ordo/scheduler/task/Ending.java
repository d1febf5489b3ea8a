package io.ordo.scheduler.task;

import java.util.Locale;

/** How an attempt came to its end. Its lower-case name is the word on the wire and in SQL. */
public enum Ending {
    SUCCEEDED,
    FAILED,
    /** Handed back unattempted. */
    RELEASED,
    /** The lease expired. */
    LOST,
    /** The task was called off. */
    CANCELLED;

    /** The word for this ending everywhere outside Java. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The ending of that word. */
    public static Ending ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
