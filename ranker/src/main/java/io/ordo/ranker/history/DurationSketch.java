package io.ordo.ranker.history;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long some work takes, learned from how long it took: a histogram of the logarithms of durations, in steps of a
 * tenth, from a millisecond to 30 days. Any quantile is right within five percent. Sketches of the same work can be
 * merged, in any order, and written as a few dozen bytes.
 *
 * <p>It forgets: whenever it holds more than 256 durations all counts are halved, so about the last few hundred
 * speak, the newest loudest. Not for several threads.
 */
public final class DurationSketch {
    private static final int MOST = 256;
    private static final double STEP = Math.log(1.1);
    private static final int BUCKETS = bucket(Duration.ofDays(30).toMillis()) + 1;
    private static final byte FORMAT = 1;

    private int first;
    private float[] counts = {};
    private double total;

    /** Work that took so long; what is shorter than a millisecond counts as one, what is longer than 30 days as 30. */
    public void add(Duration actual) {
        add(Math.clamp(bucket(Math.max(1, actual.toMillis())), 0, BUCKETS - 1), 1);
        forget();
    }

    /** What another sketch knows of the same work. */
    public void merge(DurationSketch other) {
        for (int i = 0; i < other.counts.length; i++) {
            add(other.first + i, other.counts[i]);
        }
        forget();
    }

    /** How many durations it knows, the old ones counting less and less. */
    public double size() {
        return total;
    }

    /**
     * So long or shorter did this share of the work take.
     *
     * @param share from 0 to 1
     * @return zero when nothing is known
     */
    public Duration quantile(double share) {
        double below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (counts[i] > 0 && below >= share * total) {
                return Duration.ofMillis(Math.max(1, Math.round(Math.exp((first + i - 0.5) * STEP))));
            }
        }
        return Duration.ZERO;
    }

    /** A copy of its own. */
    public DurationSketch copy() {
        var copy = new DurationSketch();
        copy.merge(this);
        return copy;
    }

    /** For {@link #of}. */
    public byte[] toBytes() {
        var bytes = ByteBuffer.allocate(5 + counts.length * Float.BYTES).put(FORMAT);
        bytes.putShort((short) first).putShort((short) counts.length);
        for (float count : counts) {
            bytes.putFloat(count);
        }
        return bytes.array();
    }

    /**
     * The sketch that was written.
     *
     * @throws IllegalArgumentException when these are not the bytes of one
     */
    public static DurationSketch of(byte[] written) {
        if (written.length < 5 || written[0] != FORMAT) {
            throw new IllegalArgumentException("not a sketch of durations");
        }
        var bytes = ByteBuffer.wrap(written, 1, written.length - 1);
        int first = bytes.getShort();
        int length = bytes.getShort();
        if (first < 0 || length < 0 || first + length > BUCKETS || bytes.remaining() != length * Float.BYTES) {
            throw new IllegalArgumentException("not a sketch of durations");
        }
        var sketch = new DurationSketch();
        for (int i = 0; i < length; i++) {
            sketch.add(first + i, bytes.getFloat());
        }
        return sketch;
    }

    private void add(int bucket, float count) {
        if (!(count > 0)) {
            return;
        }
        if (counts.length == 0) {
            first = bucket;
            counts = new float[1];
        } else if (bucket < first) {
            var wider = new float[counts.length + first - bucket];
            System.arraycopy(counts, 0, wider, first - bucket, counts.length);
            counts = wider;
            first = bucket;
        } else if (bucket >= first + counts.length) {
            counts = Arrays.copyOf(counts, bucket - first + 1);
        }
        counts[bucket - first] += count;
        total += count;
    }

    private void forget() {
        while (total > MOST) {
            total = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] /= 2;
                total += counts[i];
            }
        }
    }

    /** The bucket of the durations up to 1.1 to this power. */
    private static int bucket(long millis) {
        return (int) Math.ceil(Math.log((double) millis) / STEP - 1e-9);
    }
}
