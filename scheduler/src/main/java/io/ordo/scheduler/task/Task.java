package io.ordo.scheduler.task;

import io.ordo.scheduler.work.Work;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do once.
 *
 * @param hash its identity among the queued tasks of its queue; null for a task that is like no other
 * @param createdAt on the database's clock
 */
public record Task(
        UUID id, Source source, Work work, @Nullable String hash, Instant createdAt) {
    /** The job it was made for; null for an ad-hoc push. */
    public @Nullable UUID job() {
        return source.job();
    }

    /** The planned time it stands for; null when it was asked for by hand. */
    public @Nullable Instant plannedAt() {
        return source.plannedAt();
    }

    /**
     * Where a task came from.
     *
     * @param job the job it was made for; null for an ad-hoc push
     * @param plannedAt the planned time it stands for; null when it was asked for by hand
     * @param retryOf the ended task it does again; null when it is the first
     * @param dataAt when the data came to be that it works on; null when nobody said
     */
    public record Source(
            @Nullable UUID job,
            @Nullable Instant plannedAt,
            @Nullable UUID retryOf,
            @Nullable Instant dataAt) {
        /** Pushed by somebody, for the first time. */
        public static final Source PUSH = new Source(null, null, null, null);

        /** A job's task; without a planned time for one that was asked for by hand. */
        public static Source of(UUID job, @Nullable Instant plannedAt) {
            return new Source(job, plannedAt, null, null);
        }

        /** It, on data of that time. */
        public Source on(@Nullable Instant data) {
            return new Source(job, plannedAt, retryOf, data);
        }
    }
}
