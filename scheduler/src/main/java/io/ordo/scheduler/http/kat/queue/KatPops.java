package io.ordo.scheduler.http.kat.queue;

import io.ordo.scheduler.arriving.Candidates;
import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value;
import io.ordo.scheduler.http.kat.KatGuide;
import io.ordo.scheduler.http.kat.filter.KatTables;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.TaskList;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pops for OpenKAT's runners. Tasks of boefjes that share a deduplication key are given out together, before those
 * that have none; of those without a key a runner gets one at a time.
 */
@Singleton
final class KatPops {
    private static final String DATA = "data";
    private static final String KEY = "deduplication_key";

    private static final Filter HAS_A_KEY = KatTables.TASKS.condition(
            DATA, List.of(), Operator.PATH_EXISTS, new Value.Text("$." + KEY + " ? (@ != null)"));

    /** How often a runner looks for a key again whose tasks others took in that very moment. */
    private static final int MOST_LOOKS = 5;

    private final Popper popper;
    private final Candidates candidates;
    private final TaskList tasks;
    private final Json json;

    KatPops(Popper popper, Candidates candidates, TaskList tasks, Json json) {
        this.popper = popper;
        this.candidates = candidates;
        this.tasks = tasks;
        this.json = json;
    }

    /**
     * Pops the best tasks, without a holder's name, under leases of the queue's length.
     *
     * @param limit the most, 0 for none
     * @return best first
     */
    List<Popped> pop(Queue queue, @Nullable Filter filter, int limit) throws InterruptedException {
        if (limit == 0) {
            return List.of();
        }
        return KatGuide.rules(queue).item() == KatRules.Item.BOEFJE
                ? popBoefjes(queue, filter, limit)
                : popAny(queue, filter, limit);
    }

    private List<Popped> popBoefjes(Queue queue, @Nullable Filter filter, int limit) throws InterruptedException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            var key = firstKey(queue, filter);
            if (key.isEmpty()) {
                return popAny(queue, filter, 1);
            }
            var hasThatKey = KatTables.TASKS.condition(DATA, List.of(KEY), Operator.EQUAL, new Value.Text(key.get()));
            var popped = popAny(queue, and(filter, hasThatKey), limit);
            if (!popped.isEmpty()) {
                return popped;
            }
        }
        return popAny(queue, filter, 1);
    }

    private Optional<String> firstKey(Queue queue, @Nullable Filter filter) {
        return candidates.matching(queue.id(), and(filter, HAS_A_KEY), 1).stream()
                .flatMap(place -> tasks.find(place.task()).stream())
                .flatMap(found -> Stream.ofNullable(
                        json.stored(found.task().work().payload()).get(KEY)))
                .map(key -> key.getStringValue())
                .findFirst();
    }

    private List<Popped> popAny(Queue queue, @Nullable Filter filter, int limit) throws InterruptedException {
        return pop(new Claim(queue.id(), limit, filter, null, null), Wait.NOT);
    }

    /** Pops what is asked for, best first; waits while there is none. */
    List<Popped> pop(Claim claim, Wait wait) throws InterruptedException {
        return popper.pop(claim, List.of(), wait).popped();
    }

    private static Filter and(@Nullable Filter filter, Filter other) {
        return filter == null ? other : new Filter.All(List.of(filter, other));
    }
}
