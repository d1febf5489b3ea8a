package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what became of one time of a job, or why nothing did. */
public final class Inquiry {
    private final Timetable timetable;
    private final Ledger ledger;
    private final InstantSource clock;

    /** @param clock the database's */
    public Inquiry(Timetable timetable, Ledger ledger, InstantSource clock) {
        this.timetable = timetable;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What became of that time of a job. */
    public Finding ask(Job job, Instant at) {
        var schedule = timetable.schedule(job);
        boolean isPlanned = schedule.plans(at);
        var noted = ledger.at(job.id(), at).filter(one -> isPlanned || !isBetween(one, schedule));
        if (noted.isPresent()) {
            return new Finding(at, verdict(noted.get()), noted.get(), null, null, null);
        }
        var next = schedule.nextAfter(at).orElse(null);
        if (isPlanned) {
            return new Finding(at, undecided(job, at), null, null, next, null);
        }
        var before = new PlannedTimes(schedule, job.createdAt(), at).newest(1);
        var previous = before.isEmpty() ? null : before.getLast();
        return new Finding(at, Verdict.NOT_PLANNED, null, absence(schedule, at), next, previous);
    }

    /**
     * Whether a time the schedule does not plan lies between those of a stretch. Of a stretch that another schedule
     * planned nobody knows.
     */
    private static boolean isBetween(Occurrence noted, Schedule schedule) {
        return noted.count() > 1 && noted.isOf(schedule);
    }

    private static Absence absence(Schedule schedule, Instant at) {
        return switch (schedule) {
            case Schedule.Within within when within.start() != null && at.isBefore(within.start()) -> Absence.NOT_BEGUN;
            case Schedule.Within within when within.end() != null && at.isAfter(within.end()) -> Absence.ENDED;
            case Schedule.Within within -> absence(within.inner(), at);
            case Schedule.Cron cron
            when with(cron, Dst.Gap.SHIFT, cron.dst().overlap()).plans(at) -> Absence.GAP;
            case Schedule.Cron cron
            when with(cron, cron.dst().gap(), Dst.Overlap.TWICE).plans(at) -> Absence.OVERLAP;
            case Schedule.Cron _, Schedule.At _, Schedule.Every _, Schedule.After _, Schedule.Manual _ ->
                Absence.ANOTHER_TIME;
        };
    }

    private static Schedule with(Schedule.Cron cron, Dst.Gap gap, Dst.Overlap overlap) {
        return new Schedule.Cron(cron.times(), cron.zone(), new Dst(gap, overlap));
    }

    private Verdict undecided(Job job, Instant at) {
        var next = Optional.ofNullable(job.timing().next()).map(due -> Timetable.planned(job, due));
        boolean isOpen = next.isPresent() && !at.isBefore(next.get());
        if (isOpen && job.draft().status() == JobStatus.PAUSED) {
            return Verdict.PAUSED;
        }
        if (isOpen) {
            return at.isAfter(clock.instant()) ? Verdict.TO_COME : Verdict.DUE;
        }
        return at.isBefore(job.createdAt()) ? Verdict.BEFORE_JOB : Verdict.NOT_NOTED;
    }

    private static Verdict verdict(Occurrence noted) {
        return switch (noted.outcome()) {
            case RAN -> Verdict.RAN;
            case COALESCED -> Verdict.COALESCED;
            case SKIPPED -> Verdict.SKIPPED;
        };
    }

    /** What is known of a time. */
    public enum Verdict {
        /** It got a task. */
        RAN,
        /** It went to the task of another planned time. */
        COALESCED,
        /** It was skipped. */
        SKIPPED,
        /** The job is paused; it is skipped when the job is resumed. */
        PAUSED,
        /** It is due, and will be planned as soon as a scheduler gets to it. */
        DUE,
        /** It is planned. */
        TO_COME,
        /** The job's schedule, as it is now, does not plan it. */
        NOT_PLANNED,
        /** The job was made later. */
        BEFORE_JOB,
        /** The schedule, as it is now, plans it, and nothing is noted: it was another then, or the note is gone. */
        NOT_NOTED
    }

    /** Why nothing is planned at a time. */
    public enum Absence {
        /** The schedule plans other times. */
        ANOTHER_TIME,
        /** The clocks are put forward then, over a time of the schedule, and the job skips those. */
        GAP,
        /** The clocks show a time of the schedule again then, and the job runs the first time. */
        OVERLAP,
        /** It is before the start of the job. */
        NOT_BEGUN,
        /** It is after the end of the job. */
        ENDED
    }

    /**
     * What was found.
     *
     * @param noted what stands in the ledger; null for nothing
     * @param absence why nothing is planned then; null when something is, or was
     * @param next the first planned time after it; null for none, or when nobody needs to know
     * @param previous the last planned time before one at which nothing is planned, since the job was made; null for
     *     none, or when nobody needs to know
     */
    public record Finding(
            Instant at,
            Verdict verdict,
            @Nullable Occurrence noted,
            @Nullable Absence absence,
            @Nullable Instant next,
            @Nullable Instant previous) {}
}
