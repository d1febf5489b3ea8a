package io.ordo.scheduler.testing;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Lets threads meet at a barrier and then do their work at once. */
public final class Race {
    private Race() {}

    /** Many racers, one work. Returns when all are done; what one throws is thrown. */
    public static void among(int racers, Runnable work) {
        among(Stream.generate(() -> work).limit(racers).toList());
    }

    /** Each racer with its own work. */
    public static void among(List<Runnable> works) {
        var start = new CyclicBarrier(works.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> racers = works.stream()
                    .<Future<?>>map(work -> threads.submit(() -> {
                        start.await();
                        work.run();
                        return null;
                    }))
                    .toList();
            for (var racer : racers) {
                racer.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError("a racer failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
