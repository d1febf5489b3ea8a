package io.ordo.ranker.history;

import io.ordo.ranker.Facts;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long tasks will probably take: the median of how long tasks of the same job took, and of the same kind where the
 * job is not well known yet.
 *
 * <p>The estimate of a job with {@code n} known durations is {@code exp((n ln m + 3 ln k) / (n + 3))}: between its own
 * median {@code m} and the estimate {@code k} for its kind, as if the kind had spoken three times. The estimate for a
 * kind leans on {@link Facts#UNKNOWN_DURATION} in the same way. Medians of logarithms do not care about the one task
 * in a hundred that hung; whoever plans by the tail asks {@link DurationSketch#quantile} for more.
 *
 * <p>Keys are names that the caller chooses, jobs and kinds among each other. Those not asked for or told about for
 * longest are forgotten beyond a limit. For several threads; several books merge through sketches they share.
 */
public final class DurationBook {
    /** The most keys that are remembered when nothing is said: some 20 MB. */
    public static final int MOST_KEYS = 100_000;

    private static final double LEANING = 3;

    private final Map<String, Known> known;
    private Map<String, DurationSketch> since = new HashMap<>();

    /** A book of up to {@link #MOST_KEYS} keys. */
    public DurationBook() {
        this(MOST_KEYS);
    }

    /** A book of up to so many keys. */
    public DurationBook(int mostKeys) {
        known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > mostKeys;
            }
        };
    }

    /**
     * How long a task will probably take.
     *
     * @param job what it is one of many times of, or null
     * @param kind what kind of work it is, or null
     * @return at least a millisecond
     */
    public synchronized Duration expected(@Nullable String job, @Nullable String kind) {
        var general = estimate(kind, Facts.UNKNOWN_DURATION);
        return estimate(job, general);
    }

    /** A task is over, and took so long. */
    public synchronized void settled(@Nullable String job, @Nullable String kind, Duration actual) {
        tell(job, actual);
        tell(kind, actual);
    }

    /** The sketches of what was told since the last call, to be merged into those that are shared. */
    public synchronized Map<String, DurationSketch> takeChanges() {
        var changes = since;
        since = new HashMap<>();
        return changes;
    }

    /** Takes back changes that could not be merged: the next {@link #takeChanges} has them again. */
    public synchronized void giveBack(Map<String, DurationSketch> changes) {
        changes.forEach((key, sketch) ->
                since.computeIfAbsent(key, _ -> new DurationSketch()).merge(sketch));
    }

    /** Takes over what all books together know of these keys, and puts what was told here meanwhile on top. */
    public void adopt(Map<String, DurationSketch> shared) {
        shared.forEach(this::adopt); // one by one: nobody waits for thousands
    }

    private synchronized void adopt(String key, DurationSketch shared) {
        var own = shared.copy();
        var meanwhile = since.get(key);
        if (meanwhile != null) {
            own.merge(meanwhile);
        }
        known.put(key, new Known(own));
    }

    private Duration estimate(@Nullable String key, Duration otherwise) {
        var one = key == null ? null : known.get(key);
        return one == null ? otherwise : one.estimate(otherwise);
    }

    private void tell(@Nullable String key, Duration actual) {
        if (key != null) {
            known.computeIfAbsent(key, _ -> new Known(new DurationSketch())).add(actual);
            since.computeIfAbsent(key, _ -> new DurationSketch()).add(actual);
        }
    }

    /** A sketch, and the estimate it led to last. */
    private static final class Known {
        private final DurationSketch sketch;
        private double median;

        Known(DurationSketch sketch) {
            this.sketch = sketch;
            this.median = log(sketch.quantile(0.5));
        }

        void add(Duration actual) {
            sketch.add(actual);
            median = log(sketch.quantile(0.5));
        }

        Duration estimate(Duration otherwise) {
            double size = sketch.size();
            double log = (size * median + LEANING * log(otherwise)) / (size + LEANING);
            return Duration.ofMillis(Math.max(1, Math.round(Math.exp(log))));
        }

        private static double log(Duration duration) {
            return Math.log((double) Math.max(1, duration.toMillis()));
        }
    }
}
