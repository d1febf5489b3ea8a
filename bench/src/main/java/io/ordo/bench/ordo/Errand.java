package io.ordo.bench.ordo;

import java.time.Duration;
import java.util.Arrays;

/**
 * Tasks pushed at a steady pace, and how long each took from the sending of its push to the arrival of its pop at a
 * waiting worker. Numbers count from 1; the first of them warm up. Number 0 sends a worker home.
 */
public final class Errand {
    private final long[] sent;
    private final long[] taken;
    private final int warmUp;
    private final long interval;
    private int heard;

    /** So many tasks after those that warm up, at this distance. */
    public Errand(int warmUp, int tasks, Duration interval) {
        this.warmUp = warmUp;
        this.sent = new long[warmUp + tasks + 1];
        this.taken = new long[warmUp + tasks + 1];
        this.interval = interval.toNanos();
    }

    long interval() {
        return interval;
    }

    int last() {
        return sent.length - 1;
    }

    void sent(int number) {
        sent[number] = System.nanoTime();
    }

    void arrived(int number) {
        taken[number] = System.nanoTime() - sent[number];
        heard++;
    }

    boolean isDone() {
        return heard == last();
    }

    /** The time that so much of all tasks took at most, 0.5 being the half of them. */
    public Duration quantile(double part) {
        long[] sorted = Arrays.copyOfRange(taken, warmUp + 1, taken.length);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return Duration.ofNanos(sorted[Math.max(0, index)]);
    }
}
