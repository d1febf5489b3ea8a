package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Timing;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says when new, changed and planned jobs are due. */
public final class Timetable {
    private final Crons crons;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * @param clock the database's
     * @param ids a new UUIDv7 at every call
     */
    public Timetable(Crons crons, InstantSource clock, Supplier<UUID> ids) {
        this.crons = crons;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A new job from its draft.
     *
     * @throws ScheduleRefused when the schedule is not understood, or an active job would never be due
     */
    public Job enter(JobDraft draft, String origin) {
        var now = clock.instant();
        var timing = new Timing(now, null, firstDue(draft, now, now));
        return new Job(ids.get(), origin, null, draft, timing, now, now);
    }

    /**
     * The job after its draft was changed. A new schedule, or a job made active again, is due as if it began now; an
     * interval goes on counting from where it began unless the schedule itself was changed.
     *
     * @throws ScheduleRefused as {@link #enter}
     */
    public Job amend(Job job, JobDraft draft) {
        var now = clock.instant();
        boolean sameSchedule = draft.schedule().isSameAs(job.draft().schedule());
        boolean sameStatus = draft.status() == job.draft().status();
        var anchor = sameSchedule ? job.timing().anchor() : now;
        var next = sameSchedule && sameStatus ? job.timing().next() : firstDue(draft, anchor, now);
        return new Job(
                job.id(),
                job.origin(),
                job.externalKey(),
                draft,
                new Timing(anchor, job.timing().last(), next),
                job.createdAt(),
                now);
    }

    /** When an active job is due after the given instant; empty when its schedule never says so again. */
    public Optional<Instant> nextDue(Job job, Instant after) {
        return read(job.draft(), job.timing().anchor()).nextAfter(after);
    }

    private @Nullable Instant firstDue(JobDraft draft, Instant anchor, Instant now) {
        var schedule = read(draft, anchor);
        if (draft.status() != JobStatus.ACTIVE || draft.schedule().isManual()) {
            return null;
        }
        return schedule.nextAfter(now).orElseThrow(() -> neverDue(schedule));
    }

    private Schedule read(JobDraft draft, Instant anchor) {
        return draft.schedule().read(crons, anchor);
    }

    private static ScheduleRefused neverDue(Schedule schedule) {
        return switch (schedule) {
            case Schedule.At(Instant instant) ->
                new ScheduleRefused(Rule.PAST, "The date " + instant + " is in the past; give one in the future.");
            case Schedule.Every _, Schedule.After _, Schedule.Cron _, Schedule.Manual _ ->
                new ScheduleRefused(Rule.NEVER, "No day ever matches this schedule; change its day or month.");
        };
    }
}
