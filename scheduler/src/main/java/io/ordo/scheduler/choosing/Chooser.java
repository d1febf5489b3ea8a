package io.ordo.scheduler.choosing;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerVersion;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives queues another ranker: one that is named, the one tried beside, or the one they had before. */
public final class Chooser {
    private final Queues queues;
    private final Choices choices;
    private final KnownShadows shadows;
    private final Commits commits;
    private final InstantSource clock;

    /** @param clock the database's */
    public Chooser(Queues queues, Choices choices, KnownShadows shadows, Commits commits, InstantSource clock) {
        this.queues = queues;
        this.choices = choices;
        this.shadows = shadows;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * Chooses a ranker; one that a queue has already stays.
     *
     * @param note why; null for no reason
     * @return the queue as it is now; empty when there is none
     */
    public Optional<Queue> choose(String queue, RankerVersion ranker, String by, @Nullable String note) {
        return commits.together(() -> {
            var changed = queues.change(
                    queue,
                    before -> before.settings().ranker().equals(ranker)
                            ? before
                            : before.changed(before.settings().rankedBy(ranker), clock.instant(), by));
            if (note != null && changed.isPresent()) {
                choices.note(queue, ranker, note);
            }
            return changed;
        });
    }

    /**
     * Chooses the shadow of a queue, which ends as one.
     *
     * @return the queue as it is now; empty when it has no shadow
     */
    public Optional<Queue> activate(String queue, String by) {
        return commits.together(() -> shadows.end(queue)
                .flatMap(shadow -> choose(queue, shadow.ranker(), by, "its shadow since " + shadow.since())));
    }

    /**
     * Chooses what a queue had before.
     *
     * @return the queue as it is now; empty when it never had another ranker
     */
    public Optional<Queue> rollBack(String queue, String by) {
        return commits.together(
                () -> choices.before(queue).flatMap(before -> choose(queue, before, by, "back to the choice before")));
    }
}
