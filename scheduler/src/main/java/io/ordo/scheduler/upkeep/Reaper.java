package io.ordo.scheduler.upkeep;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.upkeep.LostLeases.Reaped;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes tasks back from holders that fell silent. */
public final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    /** Leases ended in one transaction. */
    private static final int BATCH = 500;

    private final LostLeases leases;
    private final Arrivals arrivals;
    private final Ranking ranking;

    public Reaper(LostLeases leases, Arrivals arrivals, Ranking ranking) {
        this.leases = leases;
        this.arrivals = arrivals;
        this.ranking = ranking;
    }

    /**
     * Reaps one batch of expired leases.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var reaped = leases.reap(BATCH);
        reaped.forEach(this::announce);
        return reaped.size() == BATCH;
    }

    private void announce(Reaped reaped) {
        LOG.warn(
                "lease_lost task={} deaths={} status={}",
                reaped.place().task(),
                reaped.deaths(),
                reaped.status().word());
        if (reaped.status() == Status.QUEUED) {
            ranking.requeued(reaped.queue(), reaped.charge());
            if (reaped.gates().isEmpty()) {
                arrivals.arrived(reaped.queue(), List.of(reaped.place()));
            }
        }
        arrivals.touched(reaped.gates());
    }
}
