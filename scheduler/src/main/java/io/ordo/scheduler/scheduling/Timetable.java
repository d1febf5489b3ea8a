package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.job.Timing;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.ledger.Stretch;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says when new, changed and planned jobs are due. A planned time is what the schedule says; the job is due then, or
 * as much later as it is spread.
 */
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
    public Job enter(JobDraft draft, Origin origin) {
        var now = clock.instant();
        var id = ids.get();
        var anchor = anchor(draft, now);
        var timing = new Timing(anchor, null, first(draft, id, anchor, justBefore(draft, now)));
        return new Job(id, origin, draft, timing, null, now, now);
    }

    /**
     * The job after its draft was changed. A new schedule, or a job made active again, is due as if it began now; an
     * interval goes on counting from where it began unless the schedule itself was changed. A paused job keeps the due
     * time nobody has decided; those that passed in the meantime are skipped when it is active again.
     *
     * @throws ScheduleRefused as {@link #enter}
     */
    public Amended amend(Job job, JobDraft draft) {
        var now = clock.instant();
        boolean sameSchedule = draft.schedule().isSameAs(job.draft().schedule());
        boolean sameTimes = sameSchedule && isSameWindow(job.draft(), draft);
        var before = job.draft().status();
        if (sameTimes && (before == draft.status() || draft.status() == JobStatus.PAUSED)) {
            return new Amended(amended(job, draft, job.timing(), now), List.of());
        }
        boolean sameStart = Objects.equals(
                job.draft().policies().startAt(), draft.policies().startAt());
        var anchor = sameSchedule && sameStart ? job.timing().anchor() : anchor(draft, now);
        var after = sameSchedule ? planned(job, now) : justBefore(draft, now);
        var timing = new Timing(anchor, job.timing().last(), first(draft, job.id(), anchor, after));
        return new Amended(amended(job, draft, timing, now), skipped(job, now));
    }

    /**
     * The job after somebody wrote it anew: as after a change, but what is due a while from now is so from this now on.
     *
     * @throws ScheduleRefused as {@link #enter}
     */
    public Amended rewrite(Job job, JobDraft draft) {
        if (!draft.schedule().isFromNow()) {
            return amend(job, draft);
        }
        var now = clock.instant();
        var anchor = anchor(draft, now);
        var timing = new Timing(anchor, job.timing().last(), first(draft, job.id(), anchor, justBefore(draft, now)));
        return new Amended(amended(job, draft, timing, now), skipped(job, now));
    }

    /** A paused job, whose planned times that have passed are skipped, as they would be when it is resumed. */
    Amended passed(Job job) {
        var now = clock.instant();
        var skipped = skipped(job, now);
        return new Amended(skipped.isEmpty() ? job : job.dueAt(nextDue(job, now).orElse(null)), skipped);
    }

    private static Job amended(Job job, JobDraft draft, Timing timing, Instant now) {
        var pause = draft.status() == JobStatus.PAUSED ? job.pause() : null;
        return new Job(job.id(), job.origin(), draft, timing, pause, job.createdAt(), now);
    }

    /** When an active job is due after the given instant; empty when its schedule never says so again. */
    public Optional<Instant> nextDue(Job job, Instant after) {
        var offset = job.draft().policies().offset(job.id());
        return schedule(job).nextAfter(after.minus(offset)).map(planned -> planned.plus(offset));
    }

    /** The schedule of a job, within its bounds. */
    public Schedule schedule(Job job) {
        return read(job.draft(), job.timing().anchor());
    }

    /** The schedule of a job of that expression, within the bounds of these policies. */
    Schedule schedule(ScheduleExpression expression, Policies policies, Instant anchor) {
        var start = policies.startAt();
        var end = policies.endAt();
        var schedule = start == null ? expression.read(crons, anchor) : expression.readFrom(crons, anchor);
        return start == null && end == null ? schedule : new Schedule.Within(schedule, start, end);
    }

    /** How long after its newest task has ended a job is due again; empty when its schedule says otherwise. */
    public Optional<Duration> afterEnd(Job job) {
        var schedule = job.draft().schedule();
        return schedule.isAfterEnd()
                        && schedule.read(crons, job.timing().anchor()) instanceof Schedule.After(Duration period)
                ? Optional.of(period)
                : Optional.empty();
    }

    /** The planned time for which a job is due at that instant. */
    public static Instant planned(Job job, Instant due) {
        return due.minus(job.draft().policies().offset(job.id()));
    }

    /** The planned times nobody has decided, and nobody will. */
    private List<Occurrence> skipped(Job job, Instant now) {
        var next = job.timing().next();
        var to = planned(job, now);
        if (next == null || job.isKat() || planned(job, next).isAfter(to)) {
            return List.of();
        }
        var first = planned(job, next);
        var stretch = Stretch.of(schedule(job), first, to);
        var reason = job.draft().status() == JobStatus.PAUSED ? Reason.PAUSED : Reason.CHANGED;
        return List.of(Occurrence.skipped(job.id(), stretch, reason, null));
    }

    private static boolean isSameWindow(JobDraft before, JobDraft draft) {
        return Objects.equals(before.policies().startAt(), draft.policies().startAt())
                && Objects.equals(before.policies().endAt(), draft.policies().endAt())
                && before.policies().spread().equals(draft.policies().spread());
    }

    private static Instant anchor(JobDraft draft, Instant now) {
        var start = draft.policies().startAt();
        return start == null ? now : start;
    }

    /** {@code now} is this very moment; everything else is due later. */
    private static Instant justBefore(JobDraft draft, Instant now) {
        return draft.schedule().isFromNow() && !draft.schedule().isAfterEnd() ? now.minusNanos(1) : now;
    }

    /** When a job is due for the first time after an instant; a paused one may never be. */
    private @Nullable Instant first(JobDraft draft, UUID job, Instant anchor, Instant after) {
        var schedule = read(draft, anchor);
        if (draft.status() == JobStatus.ACTIVE) {
            checkEnd(draft.policies().endAt());
        }
        if (draft.schedule().isManual() || draft.status() == JobStatus.COMPLETED) {
            return null;
        }
        var first = schedule.nextAfter(after)
                .map(planned -> planned.plus(draft.policies().offset(job)));
        if (first.isEmpty() && draft.status() == JobStatus.ACTIVE) {
            throw neverDue(schedule);
        }
        return first.orElse(null);
    }

    private void checkEnd(@Nullable Instant end) {
        if (end != null && end.isBefore(clock.instant())) {
            throw new ScheduleRefused(
                    Rule.ENDED, "end_at " + end + " is in the past; give one in the future, or none.");
        }
    }

    private Schedule read(JobDraft draft, Instant anchor) {
        return schedule(draft.schedule(), draft.policies(), anchor);
    }

    private static ScheduleRefused neverDue(Schedule schedule) {
        return switch (schedule) {
            case Schedule.At(Instant instant) ->
                new ScheduleRefused(Rule.PAST, "The date " + instant + " is in the past; give one in the future.");
            case Schedule.Within _ ->
                new ScheduleRefused(Rule.NEVER, "No planned time lies between now, start_at and end_at; change them.");
            case Schedule.Every _, Schedule.After _, Schedule.Cron _, Schedule.Manual _ ->
                new ScheduleRefused(Rule.NEVER, "No day ever matches this schedule; change its day or month.");
        };
    }

    /**
     * A job after a change.
     *
     * @param skipped planned times nobody had decided before it, for the ledger
     */
    public record Amended(Job job, List<Occurrence> skipped) {}
}
