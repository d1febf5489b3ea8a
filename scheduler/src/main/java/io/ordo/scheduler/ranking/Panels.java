package io.ordo.scheduler.ranking;

import io.ordo.ranker.Facts;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.choosing.ShadowRank;
import io.ordo.scheduler.choosing.ShadowRank.By;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.task.Ranked;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What ranks the tasks of each queue, and who hears what the candidates say. */
final class Panels {
    private final Queues queues;
    private final InstantSource clock;
    private volatile @Nullable KnownShadows shadows;

    Panels(Queues queues, InstantSource clock) {
        this.queues = queues;
        this.clock = clock;
    }

    /** From now on candidates rank beside the rankers of the queues. */
    void beside(KnownShadows others) {
        shadows = others;
    }

    Panel of(String queue) {
        var beside = shadows;
        return new Panel(live(queue), beside == null ? null : beside.of(queue));
    }

    /** The ranker of a queue. One that was removed in this very moment ranks as any. */
    RankerVersion live(String queue) {
        return queues.find(queue)
                .map(Queue::settings)
                .orElse(QueueSettings.DEFAULT)
                .ranker();
    }

    /** What is to be done when a task that was ranked is queued: what the candidate says of it is compared. */
    Runnable heard(Panel panel, Newcomer newcomer, Facts facts, Ranked live) {
        var shadow = panel.shadow();
        var listening = shadows;
        if (shadow == null || listening == null) {
            return () -> {};
        }
        var heard = new ShadowRank(
                newcomer.queue(),
                newcomer.task(),
                newcomer.tenant(),
                Facts.classOf(facts.priority(), facts.overBudget()),
                new By(live.ranker(), live.rank()),
                new By(shadow.id(), shadow.ranker().rank(facts)),
                clock.instant());
        return () -> listening.ranked(heard);
    }
}
