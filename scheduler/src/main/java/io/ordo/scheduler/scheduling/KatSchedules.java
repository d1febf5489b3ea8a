package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.pushing.SchedulesOnPush;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * OpenKAT's schedules: jobs known by the hash of their work. Each has a cron expression in UTC or is due by hand alone,
 * and what OpenKAT calls its deadline is when it is due next, which whoever changes it may say.
 */
public final class KatSchedules implements SchedulesOnPush {
    /** However late it is, what is due is done once; while it is under way it is not done again. */
    private static final Policies POLICIES = new Policies(null, null, Duration.ZERO, CatchUp.ALWAYS_LAST, Overlap.SKIP);

    /** OpenKAT reads a sixth field as seconds, which in Ordo stand first. */
    private static final int MOST_FIELDS = 5;

    private final Jobs jobs;
    private final Timetable timetable;
    private final Crons crons;
    private final InstantSource clock;

    /** @param clock the database's */
    public KatSchedules(Jobs jobs, Timetable timetable, Crons crons, InstantSource clock) {
        this.jobs = jobs;
        this.timetable = timetable;
        this.crons = crons;
        this.clock = clock;
    }

    /**
     * A new schedule, which nobody has kept yet.
     *
     * @throws ScheduleRefused when its schedule never fires
     */
    public Job enter(Wish wish) {
        var job = timetable.enter(draft(wish), new Origin(Origin.KAT, wish.hash(), null));
        var wanted = wanted(wish);
        return wanted == null ? job : job.dueAt(wanted);
    }

    /**
     * The schedule after a change. With another cron expression, or without a deadline, it is due when cron says so.
     *
     * @throws ScheduleRefused as {@link #enter}
     */
    public Job amend(Job job, Wish wish) {
        var draft = draft(wish);
        boolean sameSchedule = draft.schedule().isSameAs(job.draft().schedule());
        var amended = timetable.amend(job, draft).job().from(job.origin().keyed(wish.hash()));
        var wanted = wanted(wish);
        if (wanted != null) {
            return amended.dueAt(wanted);
        }
        var kept = wish.due() == null ? job.timing().next() : null;
        if (draft.schedule().isManual() || (sameSchedule && kept != null)) {
            return amended.dueAt(kept);
        }
        return amended.dueAt(timetable.nextDue(amended, clock.instant()).orElse(null));
    }

    /**
     * The schedule a cron expression stands for, which alone OpenKAT knows.
     *
     * @param cron five fields in UTC; null for due by hand alone
     * @throws ScheduleRefused when it is not understood
     */
    public ScheduleExpression schedule(@Nullable String cron) {
        if (cron == null) {
            return ScheduleExpression.MANUAL;
        }
        var expression = new ScheduleExpression(cron, ScheduleExpression.MANUAL.zone());
        if (cron.strip().split("\\s+", MOST_FIELDS + 1).length > MOST_FIELDS) {
            throw new ScheduleRefused(Rule.FORMAT, "'" + cron + "' has more than five fields.");
        }
        crons.read(expression.text());
        return expression;
    }

    @Override
    public Optional<UUID> keep(Queue queue, Work work, String hash) {
        var rules = queue.settings().kat();
        if (rules == null || !rules.makesSchedules()) {
            return Optional.empty();
        }
        var held = jobs.hold(Origin.KAT, hash);
        if (held.isEmpty()) {
            var due = new Due(later(rules, clock.instant()));
            var made = enter(new Wish(hash, work, ScheduleExpression.MANUAL, true, due));
            if (jobs.add(made)) {
                return Optional.of(made.id());
            }
            held = jobs.hold(Origin.KAT, hash); // of somebody who was faster
        }
        return held.filter(job -> job.draft().work().queue().equals(queue.id()))
                .map(job -> renewed(job, rules).id());
    }

    /** What was pushed is done for now: it is due again by cron, or a while from now, or when it was going to be. */
    private Job renewed(Job job, KatRules rules) {
        var before = job.timing().next();
        if (job.draft().status() != JobStatus.ACTIVE) {
            return job;
        }
        var now = clock.instant();
        var next = timetable
                .nextDue(job, now)
                .or(() -> Optional.ofNullable(later(rules, now)))
                .or(() -> Optional.ofNullable(before).filter(due -> due.isAfter(now)))
                .orElse(null);
        return Objects.equals(next, before)
                ? job
                : jobs.change(job.id(), held -> held.dueAt(next)).orElse(job);
    }

    private static @Nullable Instant later(KatRules rules, Instant now) {
        return rules.rescheduleAfter() == null ? null : now.plus(rules.rescheduleAfter());
    }

    private static @Nullable Instant wanted(Wish wish) {
        return wish.due() == null ? null : wish.due().at();
    }

    private static JobDraft draft(Wish wish) {
        var queue = wish.work().queue();
        var name = wish.hash() == null ? queue : queue + " " + wish.hash();
        var status = wish.isEnabled() ? JobStatus.ACTIVE : JobStatus.PAUSED;
        return new JobDraft(name, wish.schedule(), POLICIES, wish.work(), null, status);
    }

    /**
     * What somebody wants of a schedule.
     *
     * @param hash what its work is known by, unique; null for nothing
     * @param due null to let the schedule say, or for the time it has
     */
    public record Wish(
            @Nullable String hash,
            Work work,
            ScheduleExpression schedule,
            boolean isEnabled,
            @Nullable Due due) {}

    /**
     * When somebody wants a schedule to be due next.
     *
     * @param at in the past for at once; null for when the schedule says
     */
    public record Due(@Nullable Instant at) {}
}
