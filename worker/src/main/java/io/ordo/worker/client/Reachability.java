package io.ordo.worker.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the scheduler answers. Says so once when it stops, and once when it is back. */
public final class Reachability {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    private final SchedulerAddress scheduler;
    private final LongSupplier nanos;
    private Optional<Long> failingSince = Optional.empty();

    /**
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public Reachability(SchedulerAddress scheduler, LongSupplier nanos) {
        this.scheduler = scheduler;
        this.nanos = nanos;
    }

    synchronized void failed(Throwable cause) {
        if (failingSince.isPresent()) {
            LOG.debug("Scheduler still not reached error={}", cause.toString());
            return;
        }
        failingSince = Optional.of(nanos.getAsLong());
        LOG.warn("Scheduler not reached; trying until it is back url={} error={}", scheduler, cause.toString());
    }

    synchronized void succeeded() {
        failingSince.ifPresent(since -> LOG.info(
                "Scheduler reached again url={} after={}", scheduler, Duration.ofNanos(nanos.getAsLong() - since)));
        failingSince = Optional.empty();
    }

    /** How long every call has failed; zero while the last one was answered. */
    public synchronized Duration failingFor() {
        return failingSince
                .map(since -> Duration.ofNanos(nanos.getAsLong() - since))
                .orElse(Duration.ZERO);
    }
}
