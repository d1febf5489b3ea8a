package io.ordo.scheduler.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants done, once or again.
 *
 * @param origin the dialect it was made in, {@code native} for the jobs API
 * @param externalKey what it is called where it comes from, unique among the jobs of its origin; null for nothing
 * @param createdAt on the database's clock, like every instant here
 */
public record Job(
        UUID id,
        String origin,
        @Nullable String externalKey,
        JobDraft draft,
        Timing timing,
        Instant createdAt,
        Instant updatedAt) {
    /** The longest origin. */
    public static final int LONGEST_ORIGIN = 100;

    /** The origin of jobs made by the jobs API. */
    public static final String NATIVE = "native";

    /** The origin of OpenKAT's schedules; their key is the hash of what is to be done. */
    public static final String KAT = "kat";

    /** It, known by that key to where it comes from. */
    public Job keyed(@Nullable String key) {
        return new Job(id, origin, key, draft, timing, createdAt, updatedAt);
    }

    /** It, due at another time; null for at none. */
    public Job dueAt(@Nullable Instant next) {
        return new Job(
                id, origin, externalKey, draft, new Timing(timing.anchor(), timing.last(), next), createdAt, updatedAt);
    }
}
