package io.ordo.ranker;

import java.time.Instant;

/**
 * What a ranker may know about a task.
 *
 * @param arrival the instant the task became due, on the database's clock
 * @param priority what its submitter asked for, at least 1; 1 is most urgent
 */
public record Facts(Instant arrival, int priority) {
    public Facts {
        if (priority < 1) {
            throw new IllegalArgumentException("priority must be at least 1, was " + priority);
        }
    }
}
