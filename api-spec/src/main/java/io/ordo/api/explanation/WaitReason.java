package io.ordo.api.explanation;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a task is not being executed at this moment, or that it is.
 *
 * @param code a stable word
 * @param since since when that is so: paused, popped, ended; of {@code no_worker} when somebody last asked
 * @param until how long it is so at least: the earliest start, the due time, the end of a lease
 * @param note what whoever paused the queue had to say; where a target is; of a task that failed the word for how
 * @param limit the most tasks of the queue under way at once
 * @param heldBy who has what is under way, or the task itself, popped first first
 * @param after tasks it waits for, up to 10
 * @param failures attempts that failed so far
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record WaitReason(
        String code,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String note,
        @Nullable Integer limit,
        List<LeaseHolder> heldBy,
        List<UUID> after,
        @Nullable Integer failures) {
    /**
     * Who holds a task.
     *
     * @param worker the name it gave; null when it gave none
     * @param since when it was popped
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record LeaseHolder(UUID taskId, @Nullable String worker, Instant since) {}
}
