package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.schedule.Preview;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.schedule.ScheduleRefused;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Says in words what schedules mean, and when jobs would be due by them. */
public final class Previewer {
    private final Timetable timetable;
    private final InstantSource clock;

    /** @param clock the database's */
    public Previewer(Timetable timetable, InstantSource clock) {
        this.timetable = timetable;
        this.clock = clock;
    }

    /**
     * The next planned times of a job that would be made now.
     *
     * @param from where to begin; null for now
     * @throws ScheduleRefused when the expression is not understood
     */
    public Preview preview(ScheduleExpression expression, @Nullable Instant from, int count) {
        var now = clock.instant();
        var schedule = timetable.schedule(expression, Policies.DEFAULT, now);
        return Preview.of(expression, schedule, from == null ? now : from, count);
    }

    /** The next planned times of a job, whether it is active or not. */
    public Preview preview(Job job, @Nullable Instant from, int count) {
        return Preview.of(
                job.draft().schedule(), timetable.schedule(job), from == null ? clock.instant() : from, count);
    }

    /** The present minute, for whoever looks ahead. */
    public Instant now() {
        return clock.instant();
    }
}
