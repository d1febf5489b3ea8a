package io.ordo.scheduler.backfilling;

import io.ordo.scheduler.backfilling.Backfill.Order;
import io.ordo.scheduler.backfilling.Backfill.Window;
import io.ordo.scheduler.backfilling.BackfillRefused.Rule;
import io.ordo.scheduler.backfilling.Fates.Fate;
import io.ordo.scheduler.backfilling.PastTimes.PastTime;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.scheduling.Timetable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a backfill would do, and takes orders for them. */
public final class Surveyor {
    /** The most planned times one backfill deals with. */
    public static final int MOST_TIMES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Surveyor.class);

    private final Backfills backfills;
    private final PastTimes past;
    private final Timetable timetable;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * @param clock the database's
     * @param ids a new UUIDv7 at every call
     */
    public Surveyor(Backfills backfills, PastTimes past, Timetable timetable, InstantSource clock, Supplier<UUID> ids) {
        this.backfills = backfills;
        this.past = past;
        this.timetable = timetable;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * What a backfill of that window would do now.
     *
     * @throws BackfillRefused when there can be none
     */
    public Survey survey(Job job, Window window, boolean rerun) {
        var times = past.of(job.id(), times(job, window));
        var fates = Fates.of(new DueJob(job, clock.instant()), rerun, times, past);
        var byFate = times.stream().collect(Collectors.groupingBy(fates::of));
        return new Survey(
                times.size(),
                byFate.getOrDefault(Fate.RAN, List.of()).size(),
                byFate.getOrDefault(Fate.OPEN, List.of()).size(),
                byFate.getOrDefault(Fate.WANTED, List.of()).stream()
                        .map(PastTime::at)
                        .toList());
    }

    /**
     * Orders a backfill. Its planned times are those of the schedule as it is now.
     *
     * @return its id; empty when as many are open as may
     * @throws BackfillRefused when there can be none
     */
    public Optional<UUID> ask(Job job, Order order) {
        var times = times(job, order.window());
        var id = ids.get();
        if (!backfills.ask(id, order, times)) {
            return Optional.empty();
        }
        LOG.info("backfill_asked backfill={} job={} times={} by={}", id, job.id(), times.size(), order.by());
        return Optional.of(id);
    }

    private List<Instant> times(Job job, Window window) {
        check(job, window);
        var schedule = timetable.schedule(job);
        var to = window.to().minusNanos(1);
        var times = new PlannedTimes(schedule, window.from().minusNanos(1), to).oldest(MOST_TIMES + 1);
        if (times.size() > MOST_TIMES) {
            throw new BackfillRefused(
                    Rule.TOO_MANY,
                    "The window has more than " + MOST_TIMES + " planned times; the first " + MOST_TIMES
                            + " end before " + times.getLast() + ": ask for them first.");
        }
        return times;
    }

    private void check(Job job, Window window) {
        var schedule = job.draft().schedule();
        if (schedule.isManual() || schedule.isNow() || schedule.isAfterEnd() || job.isKat()) {
            throw new BackfillRefused(
                    Rule.NOT_PLANNED,
                    job.isKat()
                            ? "OpenKAT's schedules are not backfilled: each has one task at a time."
                            : "The schedule '" + schedule.text() + "' has no planned times; run the job by hand.");
        }
        if (job.draft().status() == JobStatus.COMPLETED) {
            throw new BackfillRefused(Rule.COMPLETED, "The job is completed; nothing more is made of it.");
        }
        if (!window.from().isBefore(window.to())) {
            throw new BackfillRefused(Rule.EMPTY, "Must be later than from.");
        }
        if (window.to().isAfter(clock.instant())) {
            throw new BackfillRefused(
                    Rule.FUTURE, "Must not be in the future: what is to come is planned without a backfill.");
        }
    }
}
