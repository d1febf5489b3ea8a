package io.ordo.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How long after they were due things happened. For many threads. */
public final class Lateness {
    private final InstantSource clock;
    private final long[] nanos;
    private final AtomicInteger heard = new AtomicInteger();

    /** Hears of so many; of more it takes no notice. */
    public Lateness(int most, InstantSource clock) {
        this.clock = clock;
        nanos = new long[most];
    }

    /** Something that was due then happens now. */
    public void hit(Instant due) {
        hit(due, clock.instant());
    }

    /** Something that was due then happened at that instant. */
    public void hit(Instant due, Instant happened) {
        int index = heard.getAndIncrement();
        if (index < nanos.length) {
            nanos[index] = Duration.between(due, happened).toNanos();
        }
    }

    /** What its clock says now. */
    public Instant now() {
        return clock.instant();
    }

    /** How many it has heard of. */
    public int count() {
        return Math.min(heard.get(), nanos.length);
    }

    /** Whether it has heard of all. */
    public boolean isComplete() {
        return heard.get() >= nanos.length;
    }

    /**
     * The time that so much of those it heard of were late at most, 1 being all of them.
     *
     * @throws LoadFailedException when it heard of none
     */
    public Duration quantile(double part) {
        int count = count();
        if (count == 0) {
            throw new LoadFailedException("nothing happened");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(part * count) - 1)]);
    }

    /** How many happened in a second, from when all of them were due until the last. */
    public double rate() {
        return count() * 1e9 / quantile(1).toNanos();
    }
}
