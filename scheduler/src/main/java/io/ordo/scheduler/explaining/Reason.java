package io.ordo.scheduler.explaining;

import io.ordo.scheduler.explaining.Subject.Gate;
import io.ordo.scheduler.task.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a task is not being executed at this moment, or that it is. */
public sealed interface Reason {
    /** Others go first. */
    record WaitingInRank() implements Reason {}

    /** Where its target is, nobody answers, or more is under way already than goes there at once. */
    record BehindGate(Gate gate) implements Reason {}

    /** Its queue serves nobody. */
    record QueuePaused(Instant since, @Nullable String note) implements Reason {}

    /**
     * Its queue has handed out as much as its rate permits.
     *
     * @param until no earlier than this the rate lets it start
     */
    record RateLimited(Instant until, double perSecond) implements Reason {}

    /**
     * As many tasks of its queue are under way as may be.
     *
     * @param holders some of those, popped first first
     */
    record ConcurrencyFull(int limit, List<Holder> holders) implements Reason {
        public ConcurrencyFull {
            holders = List.copyOf(holders);
        }
    }

    /**
     * Nobody asks its queue for tasks.
     *
     * @param askedAt when somebody last did; null when nobody is known to have
     */
    record NoWorker(@Nullable Instant askedAt) implements Reason {}

    /** Its time has not come. */
    record ScheduledFor(Instant due) implements Reason {}

    /** It failed, and is tried again later. */
    record RetryAfterBackoff(Instant due, int failures) implements Reason {}

    /** It was put aside by hand. */
    record Parked() implements Reason {}

    /**
     * Others must complete first.
     *
     * @param after some of those that are open; empty when all have just ended
     */
    record WaitingFor(List<UUID> after) implements Reason {
        public WaitingFor {
            after = List.copyOf(after);
        }
    }

    /** Somebody has it. */
    record Held(Holder holder, Instant expires, boolean isRunning) implements Reason {}

    /**
     * It is over.
     *
     * @param reason a stable word for how it failed; null otherwise
     */
    record Ended(Status status, @Nullable String reason, Instant at) implements Reason {}

    /**
     * Who holds a task.
     *
     * @param name as it gave it; null when it gave none
     * @param since when it was popped
     */
    record Holder(UUID task, @Nullable String name, Instant since) {}
}
