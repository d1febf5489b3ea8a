package io.ordo.scheduler.steering;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.claiming.Exchange;
import io.ordo.scheduler.claiming.Exchange.Listeners;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Pick;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.ranking.Newcomer;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.tending.Canceller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leads a task from where it stands to where somebody wants it, by legal moves alone: who wants a queued task to be
 * completed has it popped, started and settled. All of it is part of the transaction that is running.
 */
public final class Guide {
    private final Commits commits;
    private final Standings standings;
    private final Leases leases;
    private final Exchange exchange;
    private final Canceller canceller;
    private final Listeners listeners;
    private final Ranking ranking;
    private final Arrivals arrivals;

    public Guide(Stores stores, Exchange exchange, Canceller canceller, Listeners listeners) {
        this.commits = stores.commits();
        this.standings = stores.standings();
        this.leases = stores.leases();
        this.exchange = exchange;
        this.canceller = canceller;
        this.listeners = listeners;
        this.ranking = listeners.ranking();
        this.arrivals = listeners.arrivals();
    }

    /** @throws SteeringRefused when a move on the way is not possible */
    void lead(Start start, Status to) {
        boolean isThere = switch (to) {
            case PENDING -> enqueue(start) && park(start);
            case QUEUED -> enqueue(start);
            case DISPATCHED -> dispatch(start).isPresent();
            case RUNNING -> hold(start).filter(this::begin).isPresent();
            case COMPLETED -> end(start, new Outcome.Succeeded());
            case FAILED -> end(start, new Outcome.Failed(true));
            case CANCELLED -> canceller.cancel(start.id()).orElse(false);
        };
        if (!isThere) {
            throw new SteeringRefused(SteeringRefused.Reason.IMPASSABLE);
        }
    }

    private boolean enqueue(Start start) {
        return switch (start.standing()) {
            case Standing.Queued() -> true;
            case Standing.Held held -> settle(held.key(), new Outcome.Released());
            case Standing.Ended _ -> false;
            case Standing.Pending(@Nullable Instant deadline, int failures) -> {
                var place = standings.unpark(
                        start.id(), now -> ranking.rank(Newcomer.of(start.task(), now, deadline, failures)));
                place.ifPresent(here -> arrivals.arrived(start.task().work().queue(), List.of(here)));
                yield place.isPresent();
            }
        };
    }

    private boolean park(Start start) {
        var parked = standings.park(start.id());
        parked.ifPresent(task -> ranking.withdrawn(task));
        return parked.isPresent();
    }

    /** A lease that has not started: one that has is given back first. */
    private Optional<LeaseKey> dispatch(Start start) {
        return start.standing() instanceof Standing.Held held && !held.isStarted()
                ? Optional.of(held.key())
                : pop(start);
    }

    private Optional<LeaseKey> hold(Start start) {
        return start.standing() instanceof Standing.Held held ? Optional.of(held.key()) : pop(start);
    }

    private Optional<LeaseKey> pop(Start start) {
        if (!enqueue(start)) {
            return Optional.empty();
        }
        var popped = leases.take(List.of(new Pick(start.id(), null, null, null))).stream()
                .findFirst();
        popped.ifPresent(one -> commits.afterwards(() -> listeners.popped(one)));
        return popped.map(one -> one.lease().key());
    }

    private boolean begin(LeaseKey key) {
        return leases.start(List.of(key)).contains(key);
    }

    private boolean end(Start start, Outcome outcome) {
        boolean isHeld = start.standing() instanceof Standing.Held;
        return hold(start)
                .filter(key -> isHeld || begin(key))
                .filter(key -> settle(key, outcome))
                .isPresent();
    }

    private boolean settle(LeaseKey key, Outcome outcome) {
        var settlement = new Settlement(key, new Report(outcome, null, null, null, null, null));
        var settled = exchange.alone(new Request(null, List.of(settlement))).settled();
        return settled.getFirst() instanceof Settled.Moved;
    }

    /** Where tasks stand, who holds them, and when all that happens is certain. */
    public record Stores(Commits commits, Standings standings, Leases leases) {}

    /** Where the way begins. */
    record Start(Queue queue, Task task, Standing standing) {
        UUID id() {
            return task.id();
        }
    }
}
