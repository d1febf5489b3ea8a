package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Job.Pause;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.KeyTaken;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.scheduling.Timetable.Amended;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where jobs are entered, changed, paused and resumed, whatever dialect they are written in. */
public final class Roster {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final Jobs jobs;
    private final Timetable timetable;
    private final Ledger ledger;
    private final InstantSource clock;

    /** @param clock the database's */
    public Roster(Jobs jobs, Timetable timetable, Ledger ledger, InstantSource clock) {
        this.jobs = jobs;
        this.timetable = timetable;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Enters a new job.
     *
     * @return the job; empty when there is one of its origin and key
     * @throws ScheduleRefused when its schedule is not understood, or it would never be due
     */
    public Optional<Job> enter(JobDraft draft, Origin origin) {
        var job = timetable.enter(draft, origin);
        return jobs.add(job) ? Optional.of(job) : Optional.empty();
    }

    /**
     * Looks whether a new job could be entered, and enters none.
     *
     * @throws ScheduleRefused as {@link #enter}
     */
    public void check(JobDraft draft) {
        timetable.enter(draft, Origin.of(Origin.NATIVE));
    }

    /**
     * Changes a job.
     *
     * @param change may throw to refuse; then nothing has changed
     * @return the job after it; empty when there is none of that id
     * @throws ScheduleRefused as {@link #enter}
     * @throws KeyTaken when there is another job of its new key
     */
    public Optional<Job> change(UUID job, UnaryOperator<JobDraft> change) {
        return jobs.change(job, before -> amended(before, change.apply(before.draft())));
    }

    /**
     * Enters a job, or replaces the one of its origin and key, which keeps its id and stays paused if it was.
     *
     * @return the job
     * @throws ScheduleRefused as {@link #enter}
     */
    public Job keep(JobDraft draft, Origin origin) {
        return either(draft, origin, job -> replace(job, draft));
    }

    /**
     * Enters a job, or changes the one of its origin and key.
     *
     * @param change may throw to refuse; then nothing has changed
     * @return the job
     * @throws ScheduleRefused as {@link #enter}
     */
    public Job put(JobDraft draft, Origin origin, UnaryOperator<JobDraft> change) {
        return either(draft, origin, job -> change(job, change));
    }

    private Job either(JobDraft draft, Origin origin, Function<UUID, Optional<Job>> otherwise) {
        var key = origin.key();
        var kept = key == null ? Optional.<Job>empty() : jobs.hold(origin.dialect(), key);
        return kept.flatMap(job -> otherwise.apply(job.id()))
                .or(() -> enter(draft, origin))
                .orElseGet(() -> either(draft, origin, otherwise)); // somebody else was faster, in one way or the other
    }

    /**
     * Replaces what is decided about a job: what is due a while from now is so from this now on. It stays paused if it
     * was.
     *
     * @return the job after it; empty when there is none of that id
     * @throws ScheduleRefused as {@link #enter}
     */
    public Optional<Job> replace(UUID job, JobDraft draft) {
        return jobs.change(job, before -> {
            boolean isPaused = before.draft().status() == JobStatus.PAUSED;
            return noted(timetable.rewrite(before, isPaused ? draft.in(JobStatus.PAUSED) : draft));
        });
    }

    /**
     * Pauses a job: its planned times are skipped until it is resumed. One that is paused gets the new note.
     *
     * @param by whose key it was
     * @param note why; null for no reason given
     * @return the job after it; empty when there is none of that id
     * @throws JobCompleted when it is completed
     */
    public Optional<Job> pause(UUID job, String by, @Nullable String note) {
        return jobs.change(job, before -> {
            checkOpen(before);
            LOG.info("job_paused job={} by={}", job, by);
            return amended(before, before.draft().in(JobStatus.PAUSED)).pausedBy(new Pause(clock.instant(), by, note));
        });
    }

    /**
     * Resumes a paused job from now on; one that is not paused stays as it is.
     *
     * @return the job after it; empty when there is none of that id
     * @throws JobCompleted when it is completed
     * @throws ScheduleRefused when it would never be due again
     */
    public Optional<Job> resume(UUID job) {
        return jobs.change(job, before -> {
            checkOpen(before);
            return before.draft().status() == JobStatus.PAUSED
                    ? amended(before, before.draft().in(JobStatus.ACTIVE))
                    : before;
        });
    }

    private static void checkOpen(Job job) {
        if (job.draft().status() == JobStatus.COMPLETED) {
            throw new JobCompleted();
        }
    }

    /** Notes the planned times of a paused job that have passed as skipped, before anybody resumes it. */
    public void skipPassed(UUID job) {
        jobs.change(
                job, before -> before.draft().status() == JobStatus.PAUSED ? noted(timetable.passed(before)) : before);
    }

    private Job amended(Job job, JobDraft draft) {
        return noted(timetable.amend(job, draft));
    }

    private Job noted(Amended amended) {
        ledger.note(amended.skipped());
        return amended.job();
    }
}
