package io.ordo.scheduler.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time when a worker held a task: how it came to be so, and how long it lasted.
 *
 * @param who whose task it is, and which
 * @param arrival when it could be popped: when the task became due, or came back from its holder before
 * @param popped when it was
 * @param ended when its holder let go of it
 * @param deadline by when it should have finished; null for none
 * @param expected how long it was expected to take; null when nobody asked
 * @param ranker the number of what ranked it
 * @param failures how many attempts of the task had failed before
 * @param isCounted whether the work was done, well or badly
 */
public record PastAttempt(
        Who who,
        Instant arrival,
        Instant popped,
        Instant ended,
        @Nullable Instant deadline,
        @Nullable Duration expected,
        long ranker,
        int failures,
        boolean isCounted) {
    /**
     * A task.
     *
     * @param tenant on whose account; null for nobody's
     * @param sort what tells its sort of work from others: its job, or else its identity; null when it is of no sort
     * @param created when it was submitted
     * @param dataAt when its data came to be; null when nobody said
     */
    public record Who(
            UUID task,
            @Nullable String tenant,
            int priority,
            @Nullable String sort,
            Instant created,
            @Nullable Instant dataAt) {}

    /** How long its holder had it. */
    Duration lasted() {
        var held = Duration.between(popped, ended);
        return held.isNegative() ? Duration.ZERO : held;
    }
}
