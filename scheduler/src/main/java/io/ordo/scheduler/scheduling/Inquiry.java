package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
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
        var noted = ledger.at(job.id(), at);
        if (noted.isPresent()) {
            return new Finding(at, verdict(noted.get()), noted.get(), null);
        }
        var schedule = timetable.schedule(job);
        if (!isPlanned(schedule, at)) {
            return new Finding(
                    at, Verdict.NOT_PLANNED, null, schedule.nextAfter(at).orElse(null));
        }
        return new Finding(at, undecided(job, at), null, schedule.nextAfter(at).orElse(null));
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

    private static boolean isPlanned(Schedule schedule, Instant at) {
        return schedule.nextAfter(at.minusNanos(1)).filter(at::equals).isPresent();
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

    /**
     * What was found.
     *
     * @param noted what stands in the ledger; null for nothing
     * @param next the first planned time after it; null for none, or when nobody needs to know
     */
    public record Finding(
            Instant at,
            Verdict verdict,
            @Nullable Occurrence noted,
            @Nullable Instant next) {}
}
