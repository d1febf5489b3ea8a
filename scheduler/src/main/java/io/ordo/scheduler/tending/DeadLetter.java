package io.ordo.scheduler.tending;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task that failed for good.
 *
 * @param tenant on whose account it ran
 * @param reason a stable word for how it failed
 * @param error what its last attempt said; null when it said nothing, or there was none
 * @param counted attempts that failed
 * @param retriedAs the newest task that does it again; null when there is none
 */
public record DeadLetter(
        UUID id,
        String queue,
        @Nullable UUID job,
        @Nullable String tenant,
        int priority,
        String reason,
        @Nullable String error,
        int counted,
        @Nullable UUID retriedAs,
        Instant createdAt,
        Instant endedAt) {
    /** Where it stands among the others, newest first. */
    public Spot spot() {
        return new Spot(endedAt, id);
    }

    /** A point in the order of dead letters. */
    public record Spot(Instant endedAt, UUID id) {}

    /**
     * Dead letters that look alike.
     *
     * @param fingerprint what their errors have in common: numbers and ids are left out; empty without an error
     * @param newest one of them
     * @param redrivable how many of them were not done again yet and can be, as their queue exists
     */
    public record Group(
            String reason,
            String fingerprint,
            long count,
            long redrivable,
            Instant firstAt,
            Instant lastAt,
            UUID newest) {}

    /**
     * Which of them.
     *
     * @param ids null for all
     * @param isOpen only those that were not done again yet
     */
    public record Filter(
            @Nullable String queue,
            @Nullable String reason,
            @Nullable Set<UUID> ids,
            boolean isOpen) {
        /** What it looks at, by the words of requests. */
        public List<String> words() {
            return Stream.of(queue == null ? "" : "queue", reason == null ? "" : "reason", ids == null ? "" : "ids")
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
    }
}
