package io.ordo.scheduler.task;

import org.jspecify.annotations.Nullable;

/**
 * What the holder of a lease says when it settles.
 *
 * @param result JSON the work returned
 * @param reason a stable word for how it failed
 * @param error why it failed, in words
 * @param exitCode the exit code of the child process, where there was one
 * @param log what the work printed
 */
public record Report(
        Outcome outcome,
        @Nullable String result,
        @Nullable String reason,
        @Nullable String error,
        @Nullable Integer exitCode,
        @Nullable String log) {
    /** The longest reason. */
    public static final int LONGEST_REASON = 64;

    /** The report of a holder that hands the task back unattempted. */
    public static final Report RELEASED = new Report(new Outcome.Released(), null, null, null, null, null);
}
