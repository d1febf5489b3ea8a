package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.queue.KatRules;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job nobody else can plan or change at this moment.
 *
 * @param now the database's clock
 * @param kat what OpenKAT asks of its queue; null for a job that is not one of OpenKAT's schedules
 * @param twin a task of its identity that has not ended; null for none
 */
public record DueJob(
        Job job,
        Instant now,
        @Nullable KatRules kat,
        @Nullable UUID twin) {
    /** A job that is like no other. */
    public DueJob(Job job, Instant now) {
        this(job, now, null, null);
    }

    /** It, with a task of its identity that has not ended. */
    public DueJob under(UUID task) {
        return new DueJob(job, now, kat, task);
    }
}
