package io.ordo.scheduler.ranking;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.RankedTasks.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Changes tasks that live: their priority, and with it their rank, or their payload. Whoever changes one does it here,
 * for whatever reason, so that it means the same.
 */
public final class Reranker {
    private final RankedTasks tasks;
    private final Ranking ranking;
    private final Arrivals arrivals;

    public Reranker(RankedTasks tasks, Ranking ranking, Arrivals arrivals) {
        this.tasks = tasks;
        this.ranking = ranking;
        this.arrivals = arrivals;
    }

    /**
     * Changes tasks that the running transaction holds where they stand. A task keeps its arrival, see
     * {@link Ranking#changed}.
     */
    public void change(List<Change> changes) {
        var places = new LinkedHashMap<String, List<Place>>();
        for (var changed : tasks.change(changes, ranking::changed)) {
            if (changed.place() != null) {
                places.computeIfAbsent(changed.queue(), _ -> new ArrayList<>()).add(changed.place());
            }
        }
        places.forEach(arrivals::arrived);
    }
}
