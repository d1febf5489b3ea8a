package io.ordo.scheduler.claiming;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Queues of which others have lately taken, or taken away, what was about to be taken here. */
final class Rivals {
    /** How long after that it is likely to happen again. */
    private static final Duration LATELY = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Map<String, Long> met = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime} */
    Rivals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Others were faster. */
    void meet(String queue) {
        met.put(queue, nanos.getAsLong());
    }

    /** Whether others are likely to be after the same. */
    boolean areAt(String queue) {
        var last = met.get(queue);
        boolean isLately = last != null && nanos.getAsLong() - last < LATELY.toNanos();
        if (last != null && !isLately) {
            met.remove(queue, last);
        }
        return isLately;
    }
}
