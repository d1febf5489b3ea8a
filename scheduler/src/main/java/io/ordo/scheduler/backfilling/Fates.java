package io.ordo.scheduler.backfilling;

import io.ordo.scheduler.backfilling.PastTimes.PastTime;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.scheduling.Timetable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides which planned times of the past get a task. */
final class Fates {
    private final @Nullable Instant edge;
    private final boolean rerun;
    private final Collection<UUID> live;

    private Fates(@Nullable Instant edge, boolean rerun, Collection<UUID> live) {
        this.edge = edge;
        this.rerun = rerun;
        this.live = live;
    }

    /** For these times of a job. */
    static Fates of(DueJob due, boolean rerun, List<PastTime> times, PastTimes past) {
        var tasks = rerun
                ? times.stream()
                        .map(PastTime::task)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : List.<UUID>of();
        return new Fates(edge(due), rerun, tasks.isEmpty() ? Set.of() : past.live(tasks));
    }

    /** The first planned time that is the planner's to decide; of a paused job, the first it is not due for yet. */
    private static @Nullable Instant edge(DueJob due) {
        var job = due.job();
        if (job.draft().status() == JobStatus.PAUSED) {
            return Timetable.planned(job, due.now()).plusNanos(1);
        }
        var next = job.timing().next();
        return next == null ? null : Timetable.planned(job, next);
    }

    Fate of(PastTime time) {
        if (edge != null && !time.at().isBefore(edge)) {
            return Fate.OPEN;
        }
        var task = time.task();
        if (task == null) {
            return Fate.WANTED;
        }
        return rerun && !live.contains(task) ? Fate.WANTED : Fate.RAN;
    }

    /** What becomes of a planned time of the past. */
    enum Fate {
        /** It gets a task. */
        WANTED,
        /** It had one, or went to another's. */
        RAN,
        /** The planner has not decided it yet, and will. */
        OPEN
    }
}
