package io.ordo.scheduler.backfilling;

import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.pushing.MadeTasks;
import io.ordo.scheduler.task.NewTask;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Planned times of the past: what is noted of them, and how that is written anew. */
public interface PastTimes {
    /** A job, with what lives of it. Nobody else plans or changes it until the transaction ends. */
    Optional<DueJob> hold(UUID job);

    /** What is noted of planned times of a job, in their order. */
    List<PastTime> of(UUID job, List<Instant> times);

    /** Those of the tasks that have not ended. */
    Collection<UUID> live(List<UUID> tasks);

    /**
     * Forgets what is noted of some stretches of a job that is held.
     *
     * @param firsts their first planned times
     */
    void forget(UUID job, List<Instant> firsts);

    /** Makes tasks of a job that is held. */
    MadeTasks make(List<NewTask> tasks);

    /**
     * A planned time.
     *
     * @param noted what became of it, perhaps with others in a row; null when nothing is noted
     */
    record PastTime(Instant at, @Nullable Occurrence noted) {
        /** The task it got or went to; null for none. */
        @Nullable
        UUID task() {
            return noted == null || noted.outcome() == Occurrence.Outcome.SKIPPED ? null : noted.task();
        }
    }
}
