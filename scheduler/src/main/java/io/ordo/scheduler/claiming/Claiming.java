package io.ordo.scheduler.claiming;

import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.queue.Queue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Shares a queue's best tasks among those who asked at the same time, in the order they asked. */
final class Claiming {
    /** So many more candidates are looked at than are wanted where others may be faster. */
    private static final int SPARE = 50;

    /** The most candidates looked at together. */
    private static final int MOST_SIFTED = 1_000;

    /** Enough for more places than a head holds; what is left is left to the next pop. */
    private static final int MOST_ROUNDS = 20;

    private final Leases leases;
    private final Heads heads;
    private final Allowances allowances;
    private final Rivals rivals = new Rivals(System::nanoTime);

    Claiming(Leases leases, Heads heads, Allowances allowances) {
        this.leases = leases;
        this.heads = heads;
        this.allowances = allowances;
    }

    /** Gives each of them what there is, part of the transaction that is running. */
    void serve(Queue queue, List<Demand> demands) {
        if (queue.isPaused()) {
            return;
        }
        int wanted = demands.stream().mapToInt(Demand::open).sum();
        if (wanted == 0) {
            return;
        }
        if (!queue.settings().limits().exist()) {
            serve(queue, demands, wanted);
            return;
        }
        int allowed = allowances.allow(queue, wanted);
        allowances.use(queue, serve(queue, demands, allowed));
    }

    /**
     * Only the first to take waits for others, so that a circle of those who wait for each other cannot close. Where
     * others have been faster lately nobody waits: two who took the same best tasks would do so again and again.
     */
    private int serve(Queue queue, List<Demand> demands, int most) {
        var others = demands.stream().filter(demand -> !demand.isChoosy()).toList();
        boolean isContended = rivals.areAt(queue.id());
        var best = isContended ? List.<Place>of() : heads.take(queue.id(), open(others, most));
        var lost = take(best, others);
        if (!lost.isEmpty() && lost.size() >= best.size() / 2) { // a few may as well have been cancelled
            rivals.meet(queue.id());
        }
        int popped = best.size() - lost.size();
        for (var demand : demands) {
            if (demand.isChoosy()) {
                popped += serveChoice(demand, most - popped);
            }
        }
        boolean isServed = lost.isEmpty() && !isContended;
        return isServed ? popped : popped + serveStanding(queue, others, most - popped, lost);
    }

    private int serveChoice(Demand demand, int most) {
        int open = open(List.of(demand), most);
        if (open == 0) {
            return 0;
        }
        var kept = leases.sift(demand.choice(), open).kept();
        return kept.size() - take(kept, List.of(demand)).size();
    }

    /**
     * Others were faster: what is gone is passed over, however much it is, and what others are taking is kept. What
     * stands elsewhere is taken in its turn: who changed it last need not have told it last.
     */
    private int serveStanding(Queue queue, List<Demand> demands, int most, List<Place> lost) {
        var places = new ArrayList<>(lost);
        var others = new ArrayList<Place>();
        int popped = 0;
        int open = open(demands, most);
        for (int round = 0; open > 0 && round < MOST_ROUNDS; round++) {
            places.addAll(heads.take(queue.id(), Math.min((open + SPARE) << round, MOST_SIFTED)));
            if (places.isEmpty()) {
                break;
            }
            var sifted = leases.sift(places, open);
            int taken = sifted.kept().size() - take(sifted.kept(), demands).size();
            heads.giveBack(queue.id(), sifted.moved());
            others.addAll(sifted.others());
            places.clear();
            popped += taken;
            open = taken < sifted.kept().size() ? 0 : open - taken; // fewer when the queue was paused elsewhere
        }
        heads.giveBack(queue.id(), others);
        return popped;
    }

    private static int open(List<Demand> demands, int most) {
        return Math.min(most, demands.stream().mapToInt(Demand::open).sum());
    }

    /** Candidates in rank order go to those who asked first; no more than they asked for. Those that were lost. */
    private List<Place> take(List<Place> places, List<Demand> demands) {
        var picks = new ArrayList<Pick>(places.size());
        var takers = new HashMap<UUID, Demand>();
        var next = places.iterator();
        for (var demand : demands) {
            for (int i = 0; i < demand.open() && next.hasNext(); i++) {
                var place = next.next();
                picks.add(demand.pick(place));
                takers.put(place.task(), demand);
            }
        }
        var taken = picks.isEmpty() ? List.<Popped>of() : leases.take(picks);
        for (var one : taken) {
            var taker = takers.get(one.task().id());
            if (taker == null) {
                throw new IllegalStateException("task " + one.task().id() + " was popped for nobody");
            }
            taker.got(one);
            takers.remove(one.task().id());
        }
        return places.stream().filter(place -> takers.containsKey(place.task())).toList();
    }
}
