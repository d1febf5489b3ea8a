package io.ordo.scheduler.choosing;

import io.ordo.scheduler.queue.RankerVersion;
import java.util.List;
import java.util.Optional;

/** What was chosen for the queues, as it is kept. Whoever changes a queue's ranker adds to it. */
public interface Choices {
    /** The choices of a queue, newest first. */
    List<Choice> newest(String queue, int most);

    /** What was chosen last before the ranker a queue has; empty when nothing else ever was. */
    Optional<RankerVersion> before(String queue);

    /** Adds words to the newest choice of a queue, if it has none and is of that ranker. */
    void note(String queue, RankerVersion ranker, String note);

    /** How far a queue is ranked again; empty when nothing of it is to be. */
    Optional<Reranking> reranking(String queue);

    /**
     * How far a queue is ranked again.
     *
     * @param done how many of its tasks have been
     * @param total how many there were when its ranker changed
     */
    record Reranking(long done, long total) {}
}
