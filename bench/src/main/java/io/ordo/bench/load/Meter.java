package io.ordo.bench.load;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts what gets done in a window of time that begins after a warm-up, and notes the count at every tick of it. For
 * one thread: that of the load.
 */
public final class Meter {
    private final long warmUp;
    private final long tick;
    private final long[] times;
    private final long[] counts;
    private long start;
    private long count;
    private int noted;
    private boolean over;

    /**
     * A meter of one window.
     *
     * @param length of the window, rounded up to whole ticks
     * @param tick distance of the notes
     */
    public Meter(Duration warmUp, Duration length, Duration tick) {
        this.warmUp = warmUp.toNanos();
        this.tick = tick.toNanos();
        int ticks = Math.toIntExact(Math.ceilDiv(length.toNanos(), this.tick));
        this.times = new long[ticks + 1];
        this.counts = new long[ticks + 1];
    }

    /** A meter without warm-up that never ends by itself, for what is counted and not timed. */
    public static Meter untimed() {
        return new Meter(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1));
    }

    void start(long now) {
        start = now;
    }

    /** Counts. */
    public void add(long more) {
        count += more;
    }

    /** Whether scripts should come to their ends. */
    public boolean isOver() {
        return over;
    }

    /** Ends the window early: there is nothing left to do. */
    public void runOut() {
        if (!over) {
            over = true;
            note(System.nanoTime());
        }
    }

    void look(long now) {
        if (!over && now - start >= warmUp + noted * tick) {
            note(now);
            over = noted == times.length;
        }
    }

    private void note(long now) {
        times[noted] = now;
        counts[noted] = count;
        noted++;
    }

    /** What was counted before, in and after the window. */
    public long count() {
        return count;
    }

    /** How long the window was in the end. */
    public Duration length() {
        return noted < 2 ? Duration.ZERO : Duration.ofNanos(times[noted - 1] - times[0]);
    }

    /** What was counted in a second of the window. */
    public double rate() {
        return rate(noted - 1);
    }

    /** What was counted in a second of the window's last ticks. */
    public double rateOfLast(int ticks) {
        return rate(Math.min(ticks, noted - 1));
    }

    private double rate(int ticks) {
        if (ticks < 1) {
            throw new LoadFailedException("everything was done before the warm-up ended: nothing to measure");
        }
        int last = noted - 1;
        int first = last - ticks;
        return (counts[last] - counts[first]) * 1e9 / Math.max(1, times[last] - times[first]);
    }

    @Override
    public String toString() {
        return "counts %s".formatted(Arrays.toString(Arrays.copyOf(counts, noted)));
    }
}
