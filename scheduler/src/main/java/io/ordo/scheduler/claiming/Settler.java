package io.ordo.scheduler.claiming;

import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import java.util.List;
import java.util.function.Function;

/** Takes the holders' word for how attempts ended. */
public final class Settler {
    private final Function<Request, Exchanged> exchange;

    /** @param exchange answers one request durably */
    public Settler(Function<Request, Exchanged> exchange) {
        this.exchange = exchange;
    }

    /** Ends attempts; what came of each, in their order. */
    public List<Settled> settle(List<Settlement> settlements) {
        return exchange.apply(new Request(null, settlements)).settled();
    }

    /** Ends one attempt. */
    public Settled settle(LeaseKey key, Report report) {
        return settle(List.of(new Settlement(key, report))).getFirst();
    }
}
