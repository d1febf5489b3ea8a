package io.ordo.scheduler.postgres.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock as it should be now, by the last look at it and the time that has passed since, in microseconds
 * as the database keeps them. Good to a millisecond or so: for arrivals, which only order tasks, never for leases.
 */
public final class EstimatedClock implements InstantSource {
    private final InstantSource exact;
    private final AtomicReference<@Nullable Look> last = new AtomicReference<>();

    public EstimatedClock(InstantSource exact) {
        this.exact = exact;
    }

    /**
     * Looks at the database's clock.
     *
     * @return false: one look is enough for a while
     */
    public boolean runOnce() {
        long before = System.nanoTime();
        var seen = exact.instant();
        last.set(new Look(seen, before + (System.nanoTime() - before) / 2));
        return false;
    }

    /** Asks the database itself as long as nobody has let it look. */
    @Override
    public Instant instant() {
        var look = last.get();
        return look == null ? exact.instant() : look.now();
    }

    private record Look(Instant seen, long nanos) {
        Instant now() {
            return seen.plus(Duration.ofNanos(System.nanoTime() - nanos)).truncatedTo(ChronoUnit.MICROS);
        }
    }
}
