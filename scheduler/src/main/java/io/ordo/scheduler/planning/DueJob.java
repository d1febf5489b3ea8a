package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.queue.KatRules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job nobody else can plan or change at this moment.
 *
 * @param now the database's clock
 * @param kat what OpenKAT asks of its queue; null for a job that is not one of OpenKAT's schedules
 * @param live its tasks that have not ended, those pushed for the same work included; of a job whose tasks may overlap
 *     nobody looks for them
 * @param ended when its newest task ended; null when it has none, or when its schedule does not ask
 */
public record DueJob(
        Job job,
        Instant now,
        @Nullable KatRules kat,
        List<Live> live,
        @Nullable Instant ended) {
    public DueJob {
        live = List.copyOf(live);
    }

    /** A job that has no tasks. */
    public DueJob(Job job, Instant now) {
        this(job, now, null, List.of(), null);
    }

    /** When it is due, or was. */
    Instant at() {
        return Objects.requireNonNull(job.timing().next(), "a due job has a due time");
    }

    /** When one of OpenKAT's that has no schedule is due again; empty for others. */
    Optional<Instant> later() {
        return Optional.ofNullable(kat).map(KatRules::rescheduleAfter).map(now::plus);
    }

    /** It, with tasks that have not ended. */
    public DueJob beside(List<Live> others) {
        return new DueJob(job, now, kat, others, ended);
    }

    /** It, whose newest task ended then. */
    public DueJob after(@Nullable Instant end) {
        return new DueJob(job, now, kat, live, end);
    }

    /**
     * A task that has not ended.
     *
     * @param isHeld whether somebody works on it
     */
    public record Live(UUID task, boolean isHeld) {}
}
