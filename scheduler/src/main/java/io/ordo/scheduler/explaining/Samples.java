package io.ordo.scheduler.explaining;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A sample of what is queued, taken again when it is five seconds old; one reader at a time. */
public final class Samples {
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();

    private final Lookout lookout;
    private final LongSupplier nanos;
    private @Nullable Map<String, Lineup> sample;
    private long takenAt;

    /** @param nanos measures time, as {@link System#nanoTime} does */
    public Samples(Lookout lookout, LongSupplier nanos) {
        this.lookout = lookout;
        this.nanos = nanos;
    }

    /** Some tasks of a queue. Not to be asked while anything else is being looked at: it needs a look of its own. */
    public synchronized Lineup of(String queue) {
        if (sample == null || nanos.getAsLong() - takenAt > LONGEST) {
            sample = lookout.atOneMoment(lookout::sample);
            takenAt = nanos.getAsLong();
        }
        return sample.getOrDefault(queue, Lineup.EMPTY);
    }
}
