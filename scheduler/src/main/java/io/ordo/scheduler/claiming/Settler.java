package io.ordo.scheduler.claiming;

import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import java.util.List;
import java.util.function.Function;

/** Takes the holders' word for how attempts ended: together with others, or within the transaction that is running. */
public final class Settler {
    private final Commits commits;
    private final Exchange exchange;
    private final Function<Request, Exchanged> together;

    /** @param together answers one request durably, with others that come at the same time */
    public Settler(Commits commits, Exchange exchange, Function<Request, Exchanged> together) {
        this.commits = commits;
        this.exchange = exchange;
        this.together = together;
    }

    /** Ends attempts; what came of each, in their order. */
    public List<Settled> settle(List<Settlement> settlements) {
        var request = new Request(null, settlements);
        return (commits.isOngoing() ? exchange.alone(request) : together.apply(request)).settled();
    }

    /** Ends one attempt. */
    public Settled settle(LeaseKey key, Report report) {
        return settle(List.of(new Settlement(key, report))).getFirst();
    }
}
