package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Timing;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds jobs: of what a test does not name, the ordinary. */
record AJob(
        String schedule,
        JobStatus status,
        int priority,
        @Nullable Duration deadline) {
    static AJob aJob() {
        return new AJob("5m", JobStatus.ACTIVE, 3, null);
    }

    AJob scheduled(String expression) {
        return new AJob(expression, status, priority, deadline);
    }

    AJob in(JobStatus other) {
        return new AJob(schedule, other, priority, deadline);
    }

    AJob ofPriority(int other) {
        return new AJob(schedule, status, other, deadline);
    }

    AJob startingWithin(Duration other) {
        return new AJob(schedule, status, priority, other);
    }

    JobDraft draft() {
        var expression = new ScheduleExpression(schedule, ZoneId.of("Europe/Berlin"));
        var work = new Work("default", null, priority, "{}", RetryPolicy.DEFAULT, Duration.ofMinutes(5));
        return new JobDraft("a job", expression, work, deadline, status);
    }

    /** Anchored, last due and due next. */
    Job timed(Instant anchor, @Nullable Instant last, @Nullable Instant next) {
        return new Job(new UUID(0, 1), Job.NATIVE, null, draft(), new Timing(anchor, last, next), anchor, anchor);
    }
}
