package io.ordo.scheduler.postgres.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock as it should be now, by a look at it some moments ago and the time that has passed since. Good
 * to a millisecond or so: for arrivals, which only order tasks, never for leases.
 */
public final class EstimatedClock implements InstantSource {
    private final InstantSource exact;
    private final Duration longestUnseen;
    private final AtomicReference<@Nullable Look> last = new AtomicReference<>();

    /** @param longestUnseen after how long the clock is looked at again; zero for always */
    public EstimatedClock(InstantSource exact, Duration longestUnseen) {
        this.exact = exact;
        this.longestUnseen = longestUnseen;
    }

    @Override
    public Instant instant() {
        var look = last.get();
        if (look != null && look.age().compareTo(longestUnseen) < 0) {
            return look.seen().plus(look.age());
        }
        long before = System.nanoTime();
        var seen = exact.instant();
        last.set(new Look(seen, before + (System.nanoTime() - before) / 2));
        return seen;
    }

    private record Look(Instant seen, long nanos) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }
}
