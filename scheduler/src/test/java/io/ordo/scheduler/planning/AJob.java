package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
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
        @Nullable Duration deadline,
        Policies policies) {
    static AJob aJob() {
        return new AJob("5m", JobStatus.ACTIVE, 3, null, Policies.DEFAULT);
    }

    AJob scheduled(String expression) {
        return new AJob(expression, status, priority, deadline, policies);
    }

    AJob in(JobStatus other) {
        return new AJob(schedule, other, priority, deadline, policies);
    }

    AJob ofPriority(int other) {
        return new AJob(schedule, status, other, deadline, policies);
    }

    AJob startingWithin(Duration other) {
        return new AJob(schedule, status, priority, other, policies);
    }

    AJob between(@Nullable Instant start, @Nullable Instant end) {
        return with(new Policies(start, end, policies.spread(), policies.catchUp(), policies.overlap()));
    }

    AJob spread(Duration over) {
        return with(new Policies(policies.startAt(), policies.endAt(), over, policies.catchUp(), policies.overlap()));
    }

    AJob catchingUp(CatchUp rules) {
        return with(new Policies(policies.startAt(), policies.endAt(), policies.spread(), rules, policies.overlap()));
    }

    AJob overlapping(Overlap rule) {
        return with(new Policies(policies.startAt(), policies.endAt(), policies.spread(), policies.catchUp(), rule));
    }

    private AJob with(Policies other) {
        return new AJob(schedule, status, priority, deadline, other);
    }

    JobDraft draft() {
        var expression = new ScheduleExpression(schedule, ZoneId.of("Europe/Berlin"));
        var work = new Work("default", null, priority, "{}", RetryPolicy.DEFAULT, Duration.ofMinutes(5));
        return new JobDraft("a job", expression, policies, work, deadline, status);
    }

    /** Anchored, last due and due next. */
    Job timed(Instant anchor, @Nullable Instant last, @Nullable Instant next) {
        var timing = new Timing(anchor, last, next);
        return new Job(new UUID(0, 1), Origin.of(Origin.NATIVE), draft(), timing, null, anchor, anchor);
    }
}
