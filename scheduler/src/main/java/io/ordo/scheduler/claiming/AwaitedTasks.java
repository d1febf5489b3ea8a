package io.ordo.scheduler.claiming;

import io.ordo.scheduler.arriving.Doorbell;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Wakes requests of this scheduler that are parked until a task is settled. Like the {@link Doorbell} it gives hints:
 * who was woken looks for himself, and a settlement at another scheduler is found by looking again before long.
 */
public final class AwaitedTasks {
    private final Consumer<UUID> alsoTold;
    private final ConcurrentMap<UUID, CountDownLatch> awaited = new ConcurrentHashMap<>();

    public AwaitedTasks() {
        this(_ -> {});
    }

    /** @param alsoTold is told of every task that is settled here, once that is committed */
    public AwaitedTasks(Consumer<UUID> alsoTold) {
        this.alsoTold = alsoTold;
    }

    /** Parks until the task is settled here, or the time is over. */
    public void await(UUID task, Duration time) throws InterruptedException {
        var settled = awaited.computeIfAbsent(task, _ -> new CountDownLatch(1));
        if (settled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        awaited.remove(task, settled);
    }

    /** Wakes everybody who waits for that task. */
    public void settled(UUID task) {
        alsoTold.accept(task);
        var settled = awaited.remove(task);
        if (settled != null) {
            settled.countDown();
        }
    }
}
