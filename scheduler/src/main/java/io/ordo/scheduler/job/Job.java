package io.ordo.scheduler.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants done, once or again.
 *
 * @param pause who paused it, and why; null for one that nobody paused
 * @param createdAt on the database's clock, like every instant here
 */
public record Job(
        UUID id,
        Origin origin,
        JobDraft draft,
        Timing timing,
        @Nullable Pause pause,
        Instant createdAt,
        Instant updatedAt) {
    /** What it is called where it comes from, unique among the jobs of its origin; null for nothing. */
    public @Nullable String externalKey() {
        return origin.key();
    }

    /** Whether it is one of OpenKAT's schedules. */
    public boolean isKat() {
        return origin.dialect().equals(Origin.KAT);
    }

    /** It, from elsewhere. */
    public Job from(Origin other) {
        return new Job(id, other, draft, timing, pause, createdAt, updatedAt);
    }

    /** It, due at another time; null for at none. */
    public Job dueAt(@Nullable Instant next) {
        return new Job(
                id, origin, draft, new Timing(timing.anchor(), timing.last(), next), pause, createdAt, updatedAt);
    }

    /** It, paused by somebody; null for by nobody. */
    public Job pausedBy(@Nullable Pause other) {
        return new Job(id, origin, draft, timing, other, createdAt, updatedAt);
    }

    /**
     * That a job was paused.
     *
     * @param by whose key it was
     * @param note why, at most {@link #LONGEST_NOTE} characters; null for no reason given
     */
    public record Pause(Instant at, String by, @Nullable String note) {
        /** The longest note. */
        public static final int LONGEST_NOTE = 1_000;
    }
}
