package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.claiming.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What couriers said and the database does not know yet: settled in batches on a thread of its own, while the next
 * gather. A database that is away is asked again until it is there: what was delivered shall not be delivered again.
 */
final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MOST = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    private final Consumer<List<Settlement>> settle;
    private final Predicate<Throwable> isAway;
    private final Thread thread;

    /** To wait for: nobody ever releases it. */
    private final Semaphore nobody = new Semaphore(0);

    private volatile boolean isClosed;

    /**
     * An outbox that is open.
     *
     * @param settle settles them; they are durable when it returns
     * @param isAway whether a failure says no more than that it must be asked again
     */
    Outbox(String name, Consumer<List<Settlement>> settle, Predicate<Throwable> isAway) {
        this.settle = settle;
        this.isAway = isAway;
        this.thread = Thread.ofVirtual().name(name + "-outbox").start(this::run);
    }

    /** @param done runs once it is settled */
    void add(Settlement settlement, Runnable done) {
        notes.add(new Note(settlement, done));
    }

    private void run() {
        var batch = new ArrayList<Note>();
        try {
            while (!isClosed || !notes.isEmpty()) {
                var first = notes.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    notes.drainTo(batch, MOST - 1);
                    settle(batch);
                    batch.forEach(note -> note.done().run());
                    batch.clear();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            LOG.warn("deliveries_unsettled count={} next=delivered_again_when_leases_end", batch.size() + notes.size());
        }
    }

    /** What cannot be settled is alone in that, and is delivered again when its lease has ended. */
    private void settle(List<Note> batch) throws InterruptedException {
        try {
            settleOncePossible(batch);
        } catch (RuntimeException refused) {
            if (batch.size() == 1) {
                var key = batch.getFirst().settlement().key();
                LOG.error("delivery_not_settled task={} next=delivered_again_when_its_lease_ends", key.task(), refused);
            } else {
                for (var note : batch) {
                    settle(List.of(note));
                }
            }
        }
    }

    private void settleOncePossible(List<Note> batch) throws InterruptedException {
        var settlements = batch.stream().map(Note::settlement).toList();
        for (boolean isSettled = false; !isSettled; ) {
            try {
                settle.accept(settlements);
                isSettled = true;
            } catch (RuntimeException failed) {
                if (!isAway.test(failed)) {
                    throw failed;
                }
                LOG.warn(
                        "deliveries_not_settled count={} error=\"{}\" next=tried_again",
                        batch.size(),
                        failed.getMessage());
                var _ = nobody.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Settles what there is, for a while. */
    @Override
    public void close() {
        isClosed = true;
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private record Note(Settlement settlement, Runnable done) {}
}
