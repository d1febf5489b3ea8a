package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Brings the tasks of dispatched queues to their targets, each queue on a line of its own. Schedulers share them as
 * workers share a queue: by leases.
 */
public final class Dispatcher implements AutoCloseable {
    private final Queues queues;
    private final Parts parts;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private boolean isClosed;

    public Dispatcher(Queues queues, Parts parts) {
        this.queues = queues;
        this.parts = parts;
    }

    /**
     * Begins lines for new queues, and ends those of queues that are gone.
     *
     * @return false: there is never more at once
     */
    public synchronized boolean runOnce() {
        if (isClosed) {
            return false;
        }
        var dispatched = queues.all().stream()
                .filter(queue -> queue.settings().isDispatched())
                .map(Queue::id)
                .collect(Collectors.toSet());
        dispatched.forEach(queue -> lines.computeIfAbsent(queue, id -> new Line(id, parts)));
        lines.entrySet().removeIf(line -> {
            boolean isGone = !dispatched.contains(line.getKey());
            if (isGone) {
                line.getValue().end();
                var _ = Thread.ofVirtual().name("dispatcher-end").start(line.getValue()::join);
            }
            return isGone;
        });
        return false;
    }

    /** Pops nothing more, lets what is on its way arrive if it does so soon, and settles it. */
    @Override
    public synchronized void close() {
        isClosed = true;
        lines.values().forEach(Line::end);
        parts.couriers().close();
        lines.values().forEach(Line::join);
        lines.clear();
    }

    /**
     * What dispatching needs.
     *
     * @param holder the name its leases are held under
     * @param nanos the JVM's clock for spans of time
     */
    public record Parts(
            Popping popping,
            Gates gates,
            Packer packer,
            Couriers couriers,
            String holder,
            RandomGenerator random,
            LongSupplier nanos) {}

    /** How its queues are popped and settled, and who hears of tasks that are let through gates. */
    public record Popping(Commits commits, Popper popper, Settler settler, Leases leases, Arrivals arrivals) {}
}
