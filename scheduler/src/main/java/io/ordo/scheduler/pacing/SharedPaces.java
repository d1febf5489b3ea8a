package io.ordo.scheduler.pacing;

import io.ordo.ranker.ahead.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What schedulers tell each other of the pace of the queues. */
public interface SharedPaces {
    /** Keeps what a scheduler has seen, until it tells of the same queue again. */
    void tell(UUID scheduler, List<Told> told);

    /** What each other scheduler told last, those that are gone as well. */
    Map<UUID, List<Told>> others(UUID scheduler);

    /** Forgets what was told more than a day ago. */
    void forget();

    /**
     * What one scheduler has seen of one queue.
     *
     * @param at when, on the database's clock
     * @param askedAt when somebody last asked it for tasks; null when nobody has
     */
    record Told(
            String queue, Pace pace, Instant at, @Nullable Instant askedAt) {
        /** Tasks that were started after this was told by the same scheduler. */
        double startedSince(Told before) {
            var old = before.pace().after(Duration.between(before.at(), at), 0);
            return Math.max(0, pace.started() - old.started());
        }
    }
}
