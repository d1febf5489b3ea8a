package io.ordo.scheduler.foreseeing;

import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.filter.FilterTooSlow;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sample of what is queued. Whoever finds it five seconds old has it taken again and goes by the old one meanwhile;
 * when it is half a minute old he waits for the new one. One reader at a time.
 */
public final class Samples {
    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
    private static final long FRESH = Duration.ofSeconds(5).toNanos();
    private static final long USABLE = Duration.ofSeconds(30).toNanos();

    private final Lookout lookout;
    private final LongSupplier nanos;
    private final Executor aside;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Taken last;

    /**
     * Nothing is taken before it is needed.
     *
     * @param nanos measures time, as {@link System#nanoTime} does
     * @param aside takes a sample again while others go by the old one
     */
    public Samples(Lookout lookout, LongSupplier nanos, Executor aside) {
        this.lookout = lookout;
        this.nanos = nanos;
        this.aside = aside;
    }

    /** Some tasks of a queue. Not to be asked while anything else is being looked at: it needs a look of its own. */
    public Lineup of(String queue) {
        var taken = last;
        if (taken == null || isOlder(taken, USABLE)) {
            taken = awaited();
        } else if (isOlder(taken, FRESH) && !reading.isLocked()) {
            aside.execute(this::takeAgain);
        }
        return taken.lineups().getOrDefault(queue, Lineup.EMPTY);
    }

    private Taken awaited() {
        reading.lock();
        try {
            var taken = last;
            return taken == null || isOlder(taken, USABLE) ? take() : taken;
        } finally {
            reading.unlock();
        }
    }

    private void takeAgain() {
        if (!reading.tryLock()) {
            return;
        }
        try {
            var taken = last;
            if (taken == null || isOlder(taken, FRESH)) {
                take();
            }
        } catch (FilterTooSlow | OverloadedException busy) {
            LOG.debug("sample_not_taken because={}", busy.getMessage());
        } finally {
            reading.unlock();
        }
    }

    private Taken take() {
        var taken = new Taken(lookout.atOneMoment(lookout::sample), nanos.getAsLong());
        last = taken;
        return taken;
    }

    private boolean isOlder(Taken taken, long age) {
        return nanos.getAsLong() - taken.at() > age;
    }

    private record Taken(Map<String, Lineup> lineups, long at) {}
}
