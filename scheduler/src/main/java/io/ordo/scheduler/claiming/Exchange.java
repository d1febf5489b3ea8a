package io.ordo.scheduler.claiming;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.claiming.Settled.Attempted;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settlements in, leases out: what workers bring and what they want, of any number of them, in one commit. It is
 * durable when they are answered.
 */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Commits commits;
    private final Queues queues;
    private final Leases leases;
    private final Heads heads;
    private final Claiming claiming;
    private final Listeners listeners;

    public Exchange(Commits commits, Queues queues, Stores stores, Heads heads, Listeners listeners) {
        this.commits = commits;
        this.queues = queues;
        this.leases = stores.leases();
        this.heads = heads;
        this.claiming = new Claiming(stores.leases(), heads, stores.allowances());
        this.listeners = listeners;
    }

    /** Answers each request, in their order. */
    public List<Exchanged> together(List<Request> requests) {
        return commits.together(() -> exchange(requests));
    }

    /** Answers one request. */
    public Exchanged alone(Request request) {
        return together(List.of(request)).getFirst();
    }

    private List<Exchanged> exchange(List<Request> requests) {
        var settlements = requests.stream()
                .flatMap(request -> request.settlements().stream())
                .toList();
        var settled = settlements.isEmpty() ? List.<Settled>of() : leases.settle(settlements);
        var demands = new HashMap<Request, Demand>();
        var byQueue = new TreeMap<String, List<Demand>>(); // two that ask for the same queues lock in one order
        for (var request : requests) {
            if (request.claim() != null) {
                var demand = new Demand(request.claim(), request.choice());
                demands.put(request, demand);
                byQueue.computeIfAbsent(request.claim().queue(), _ -> new ArrayList<>())
                        .add(demand);
            }
        }
        commits.unless(() -> byQueue.keySet().forEach(heads::forget)); // what they gave was not claimed
        byQueue.forEach((queue, all) -> queues.find(queue).ifPresent(known -> claiming.serve(known, all)));
        commits.afterwards(() -> announce(settlements, settled));
        commits.afterwards(() -> byQueue.keySet().forEach(listeners.paces()::asked));
        commits.afterwards(
                () -> demands.values().forEach(demand -> demand.popped().forEach(listeners::popped)));
        return answers(requests, settled, demands);
    }

    private static List<Exchanged> answers(
            List<Request> requests, List<Settled> settled, Map<Request, Demand> demands) {
        var answers = new ArrayList<Exchanged>(requests.size());
        int next = 0;
        for (var request : requests) {
            int end = next + request.settlements().size();
            var demand = demands.get(request);
            answers.add(new Exchanged(settled.subList(next, end), demand == null ? List.of() : demand.popped()));
            next = end;
        }
        return answers;
    }

    private void announce(List<Settlement> settlements, List<Settled> settled) {
        for (int i = 0; i < settlements.size(); i++) {
            var key = settlements.get(i).key();
            switch (settled.get(i)) {
                case Settled.Moved(Status status, String queue, @Nullable Place place, @Nullable Attempted attempt) -> {
                    LOG.debug("task_settled task={} fence={} status={}", key.task(), key.fence(), status.word());
                    listeners.awaited().settled(key.task());
                    if (attempt != null) {
                        account(queue, key.task(), status, attempt);
                        listeners.arrivals().touched(attempt.limits());
                    }
                    if (place != null) {
                        listeners.arrivals().arrived(queue, List.of(place));
                    }
                }
                case Settled.Stale() ->
                    LOG.warn("settlement_refused task={} fence={} code=stale_fence", key.task(), key.fence());
            }
        }
    }

    private void account(String queue, UUID task, Status status, Attempted attempt) {
        if (status == Status.QUEUED) {
            listeners.ranking().requeued(queue, attempt.charge());
        } else {
            listeners.ranking().settled(queue, task, attempt.charge(), attempt.ran());
        }
    }

    /**
     * What one caller brings and wants. Two requests are never equal: each is asked by one caller.
     */
    public static final class Request {
        private final @Nullable Claim claim;
        private final @Nullable List<Place> choice;
        private final List<Settlement> settlements;

        /** @param claim null for settlements alone; has no filter */
        public Request(@Nullable Claim claim, List<Settlement> settlements) {
            this(claim, null, settlements);
        }

        /** @param choice the tasks that will do, best first, for a claim with a filter; null for any */
        Request(@Nullable Claim claim, @Nullable List<Place> choice, List<Settlement> settlements) {
            if (claim != null && (claim.filter() == null) != (choice == null)) {
                throw new IllegalArgumentException("a claim with a filter brings its choice, and no other");
            }
            this.claim = claim;
            this.choice = choice == null ? null : List.copyOf(choice);
            this.settlements = List.copyOf(settlements);
        }

        @Nullable
        Claim claim() {
            return claim;
        }

        @Nullable
        List<Place> choice() {
            return choice;
        }

        List<Settlement> settlements() {
            return settlements;
        }

        /** How many rows it moves at most. */
        public int weight() {
            return 1 + settlements.size() + (claim == null ? 0 : claim.limit());
        }
    }

    /**
     * What one caller gets.
     *
     * @param settled what came of each settlement, in their order
     * @param popped best first
     */
    public record Exchanged(List<Settled> settled, List<Popped> popped) {}

    /** Who hears of what was popped and settled. */
    public record Listeners(Arrivals arrivals, AwaitedTasks awaited, Ranking ranking, Paces paces) {
        /** Somebody holds a task from now on. */
        public void popped(Popped one) {
            paces.started(one.task().work().queue());
            ranking.started(one.task(), one.charge());
        }
    }

    /** Where leases and what they are made of are kept. */
    public record Stores(Leases leases, Allowances allowances) {}
}
