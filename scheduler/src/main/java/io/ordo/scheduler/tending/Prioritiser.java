package io.ordo.scheduler.tending;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.Ranks;
import io.ordo.scheduler.tending.Interventions.Reprioritised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * Changes how urgent waiting tasks are. A queued task moves by exactly what the two priorities differ in: it keeps its
 * arrival, whenever that was.
 */
public final class Prioritiser {
    private final Commits commits;
    private final Interventions interventions;
    private final Arrivals arrivals;

    public Prioritiser(Commits commits, Interventions interventions, Arrivals arrivals) {
        this.commits = commits;
        this.interventions = interventions;
        this.arrivals = arrivals;
    }

    /**
     * Gives pending and queued tasks that priority.
     *
     * @return those that have it now; the others stand elsewhere
     */
    public List<UUID> set(List<UUID> tasks, int priority) {
        return commits.together(() -> {
            var changed = interventions.reprioritise(
                    tasks,
                    priority,
                    (ranker, before) ->
                            Ranks.rank(ranker, priority, Instant.EPOCH) - Ranks.rank(ranker, before, Instant.EPOCH));
            announce(changed);
            return changed.stream().map(Reprioritised::task).toList();
        });
    }

    private void announce(List<Reprioritised> changed) {
        var places = new LinkedHashMap<String, List<Place>>();
        for (var one : changed) {
            if (one.place() != null) {
                places.computeIfAbsent(one.queue(), _ -> new ArrayList<>()).add(one.place());
            }
        }
        places.forEach(arrivals::arrived);
    }
}
