package io.ordo.scheduler.tending;

import io.ordo.scheduler.task.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks; what is null lets all pass.
 *
 * @param tenant on whose account
 * @param job made for that job
 * @param createdAfter inclusive
 * @param createdBefore exclusive
 */
public record TaskFilter(
        @Nullable String queue,
        @Nullable Status status,
        @Nullable String tenant,
        @Nullable UUID job,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore) {
    /** All that stand in a queue. */
    public static TaskFilter ofQueue(String queue) {
        return new TaskFilter(queue, null, null, null, null, null);
    }

    /** Whether every task passes. */
    public boolean isEmpty() {
        return words().isEmpty();
    }

    /** What it looks at, by the words of requests. */
    public List<String> words() {
        return Stream.of(
                        word("queue", queue),
                        word("status", status),
                        word("owner_id", tenant),
                        word("job_id", job),
                        word("created_after", createdAfter),
                        word("created_before", createdBefore))
                .flatMap(word -> word)
                .toList();
    }

    private static Stream<String> word(String word, @Nullable Object value) {
        return value == null ? Stream.empty() : Stream.of(word);
    }
}
