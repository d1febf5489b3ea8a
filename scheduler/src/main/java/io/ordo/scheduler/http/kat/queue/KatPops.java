package io.ordo.scheduler.http.kat.queue;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.arriving.Walks;
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
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.TaskList;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
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
            DATA, List.of(), Operator.PATH_EXISTS, new Value.Text("strict $." + KEY + " ? (@.type() == \"string\")"));

    /** How often a runner looks for a key again whose tasks others took in that very moment. */
    private static final int MOST_LOOKS = 5;

    private final Popper popper;
    private final Walks walks;
    private final TaskList tasks;
    private final Json json;

    KatPops(Popper popper, Walks walks, TaskList tasks, Json json) {
        this.popper = popper;
        this.walks = walks;
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
            var first = walks.first(queue.id(), and(filter, HAS_A_KEY));
            if (first.isEmpty()) {
                return popAny(queue, filter, 1);
            }
            var popped = popWithKeyOf(first.get(), queue, filter, limit);
            if (!popped.isEmpty()) {
                return popped;
            }
        }
        return popAny(queue, filter, 1);
    }

    private List<Popped> popWithKeyOf(Place first, Queue queue, @Nullable Filter filter, int limit)
            throws InterruptedException {
        var key = key(first);
        if (key.isEmpty()) {
            return List.of();
        }
        var has = KatTables.TASKS.condition(DATA, List.of(KEY), Operator.EQUAL, new Value.Text(key.get()));
        var both = and(filter, has);
        walks.goOnAt(queue.id(), both, first);
        return popAny(queue, both, limit);
    }

    /** What changed in that very moment has none. */
    private Optional<String> key(Place place) {
        return tasks.find(place.task())
                .map(found -> json.stored(found.task().work().payload()))
                .flatMap(data -> Optional.ofNullable(data.isObject() ? data.get(KEY) : null))
                .filter(JsonNode::isString)
                .map(JsonNode::getStringValue);
    }

    private List<Popped> popAny(Queue queue, @Nullable Filter filter, int limit) throws InterruptedException {
        return pop(new Claim(queue.id(), limit, filter, null, null), Wait.NOT);
    }

    /** Whether there may be tasks that pass and were not looked at yet: the next pop goes on from here. */
    boolean mayFindMore(Queue queue, Filter filter) {
        return walks.isUnderWay(queue.id(), filter);
    }

    /** Pops what is asked for, best first; waits while there is none. */
    List<Popped> pop(Claim claim, Wait wait) throws InterruptedException {
        return popper.pop(claim, List.of(), wait).popped();
    }

    private static Filter and(@Nullable Filter filter, Filter other) {
        return filter == null ? other : new Filter.All(List.of(filter, other));
    }
}
