package io.ordo.scheduler.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a job's schedule makes tasks. Its lower-case name is the word on the wire and in SQL. */
public enum JobStatus {
    /** Its schedule makes tasks. */
    ACTIVE,
    /** Kept, and makes none. */
    PAUSED,
    /** Has nothing left to do. */
    COMPLETED;

    /** The word for this status everywhere outside Java. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that word; empty when there is none. */
    public static Optional<JobStatus> ofWord(String word) {
        return Stream.of(values()).filter(status -> status.word().equals(word)).findAny();
    }
}
