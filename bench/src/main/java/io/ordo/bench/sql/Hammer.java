package io.ordo.bench.sql;

import io.ordo.bench.load.LoadFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Repeats work in several threads, and says how much of it a second saw. */
public final class Hammer {
    /** Something to repeat in one thread. */
    @FunctionalInterface
    public interface Work {
        /** Does it once and returns how many tasks that was; 0 when nothing is left to do, which ends all threads. */
        int once() throws Exception;
    }

    private final Work work;
    private final LongAdder done = new LongAdder();
    private volatile boolean over;

    private Hammer(Work work) {
        this.work = work;
    }

    /**
     * Tasks in a second.
     *
     * @param length of the window that is measured, after the warm-up; shorter when nothing is left to do
     * @param work must be fit for many threads
     */
    public static double rate(int threads, Duration warmUp, Duration length, Work work) throws Exception {
        return new Hammer(work).rate(threads, warmUp, length);
    }

    private double rate(int threads, Duration warmUp, Duration length) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            Callable<Void> repeating = this::repeat;
            for (int thread = 0; thread < threads; thread++) {
                running.add(pool.submit(repeating));
            }
            sleepUntilOver(warmUp);
            long start = System.nanoTime();
            long before = done.sum();
            sleepUntilOver(length);
            long count = done.sum() - before;
            long nanos = System.nanoTime() - start;
            over = true;
            await(running);
            return count * 1e9 / nanos;
        }
    }

    private static void await(List<Future<?>> running) throws InterruptedException {
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                throw new LoadFailedException("a thread failed: " + failed.getCause());
            }
        }
    }

    private Void repeat() throws Exception {
        try {
            while (!over) {
                int tasks = work.once();
                done.add(tasks);
                over |= tasks == 0;
            }
        } catch (Exception failed) {
            over = true;
            throw failed;
        }
        return null;
    }

    private void sleepUntilOver(Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        while (!over && System.nanoTime() - start < duration.toNanos()) {
            Thread.sleep(2);
        }
    }
}
