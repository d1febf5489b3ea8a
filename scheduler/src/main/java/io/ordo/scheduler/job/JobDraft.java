package io.ordo.scheduler.job;

import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a job.
 *
 * @param name 1 to 255 characters
 * @param deadline how long after its due time a task should have finished; if it still waits then, it fails;
 *     positive; null for none
 */
public record JobDraft(
        String name,
        ScheduleExpression schedule,
        Policies policies,
        Work work,
        @Nullable Duration deadline,
        JobStatus status) {
    /** The longest name. */
    public static final int LONGEST_NAME = 255;

    /** The longest tenant. */
    public static final int LONGEST_TENANT = 100;

    /** The least urgent priority a job can ask for. */
    public static final int LOWEST_PRIORITY = 5;

    /** A job for workers, with the ordinary policies and no deadline. */
    public JobDraft(String name, ScheduleExpression schedule, Work work, JobStatus status) {
        this(name, schedule, Policies.DEFAULT, work, null, status);
    }

    /** It, with another payload. */
    public JobDraft carrying(String payload) {
        return new JobDraft(name, schedule, policies, work.carrying(payload), deadline, status);
    }

    /** It, with another status. */
    public JobDraft in(JobStatus other) {
        return new JobDraft(name, schedule, policies, work, deadline, other);
    }
}
