package io.ordo.scheduler.claiming;

import io.ordo.scheduler.arriving.Candidates;
import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.queue.Queue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Shares a queue's best tasks among those who asked at the same time, in the order they asked. */
final class Claiming {
    /** After so many rounds of lost candidates the rest is left to the next pop. */
    private static final int MOST_ROUNDS = 20;

    private final Leases leases;
    private final Candidates candidates;
    private final Heads heads;
    private final Allowances allowances;

    Claiming(Leases leases, Candidates candidates, Heads heads, Allowances allowances) {
        this.leases = leases;
        this.candidates = candidates;
        this.heads = heads;
        this.allowances = allowances;
    }

    /** Gives each of them what there is, part of the transaction that is running. */
    void serve(Queue queue, List<Demand> demands) {
        if (queue.isPaused()) {
            return;
        }
        int wanted = demands.stream().mapToInt(Demand::open).sum();
        if (!queue.settings().limits().exist()) {
            serve(queue, demands, wanted);
            return;
        }
        int allowed = allowances.allow(queue, wanted);
        allowances.use(queue, serve(queue, demands, allowed));
    }

    private int serve(Queue queue, List<Demand> demands, int most) {
        int popped = 0;
        for (var demand : demands) {
            var filter = demand.claim().filter();
            if (filter != null) {
                popped += serve(queue, demand, filter, most - popped);
            }
        }
        var unfiltered = demands.stream()
                .filter(demand -> demand.claim().filter() == null)
                .toList();
        return popped + serveFromTheHead(queue, unfiltered, most - popped);
    }

    private int serve(Queue queue, Demand demand, Filter filter, int most) {
        int limit = Math.min(most, demand.open());
        if (limit == 0) {
            return 0;
        }
        return take(candidates.matching(queue.id(), filter, limit), List.of(demand));
    }

    private int serveFromTheHead(Queue queue, List<Demand> demands, int most) {
        int popped = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int open = Math.min(
                    most - popped, demands.stream().mapToInt(Demand::open).sum());
            var places = open == 0 ? List.<Place>of() : heads.take(queue.id(), open);
            if (places.isEmpty()) {
                return popped;
            }
            popped += take(places, demands);
        }
        return popped;
    }

    /** Candidates in rank order go to those who asked first. */
    private int take(List<Place> places, List<Demand> demands) {
        var picks = new ArrayList<Pick>(places.size());
        var takers = new HashMap<UUID, Demand>();
        var next = places.iterator();
        for (var demand : demands) {
            for (int i = 0; i < demand.open() && next.hasNext(); i++) {
                var task = next.next().task();
                picks.add(demand.pick(task));
                takers.put(task, demand);
            }
        }
        var taken = leases.take(picks);
        for (var one : taken) {
            var taker = takers.get(one.task().id());
            if (taker == null) {
                throw new IllegalStateException("task " + one.task().id() + " was popped for nobody");
            }
            taker.got(one);
        }
        return taken.size();
    }
}
