package io.ordo.scheduler.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a task under one lease, live or ended. Its log is read apart: it can be large.
 *
 * @param number from 1, in the order of fences
 * @param holder who popped it; null when it said no name
 * @param ending null while its lease lives
 */
public record Attempt(
        int number,
        long fence,
        @Nullable String holder,
        @Nullable Ending ending,
        @Nullable String reason,
        @Nullable String error,
        @Nullable Integer exitCode,
        @Nullable String result,
        Instant poppedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
