package io.ordo.scheduler.event;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can happen. The lower-case name is the word everywhere outside Java. */
public enum EventType {
    /** The task waits for its due time, at first or for another try. */
    TASK_PENDING,
    /** The task stands in its queue, at first or again. */
    TASK_QUEUED,
    /** Somebody popped the task. */
    TASK_DISPATCHED,
    /** Its holder started. */
    TASK_RUNNING,
    /** Whoever executes the task said how far it has come. */
    TASK_PROGRESS,
    /** The end of the task. */
    TASK_COMPLETED,
    /** The end of the task. */
    TASK_FAILED,
    /** The end of the task. */
    TASK_CANCELLED,
    JOB_CREATED,
    /** Nothing is planned of the job until somebody resumes it. */
    JOB_PAUSED,
    /** It is planned again. */
    JOB_RESUMED,
    /** Its newest task has come further. */
    JOB_PROGRESS,
    /** Nothing more is planned of the job; tasks of it may live. */
    JOB_TERMINATED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that word; empty when there is none. */
    public static Optional<EventType> ofWord(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
