package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.lease.LeaseKey;
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
 * What couriers said and the database does not know yet: told in batches on a thread of its own, while the next gather,
 * so that no courier waits for the database. One that is away is told again until it is there: what was delivered
 * shall not be delivered again.
 *
 * @param <T> what is told
 */
final class Outbox<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MOST = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final BlockingQueue<Note<T>> notes = new LinkedBlockingQueue<>();
    private final Consumer<List<T>> tell;
    private final Predicate<Throwable> isAway;
    private final Thread thread;

    /** To wait for: nobody ever releases it. */
    private final Semaphore nobody = new Semaphore(0);

    private volatile boolean isClosed;

    /**
     * An outbox that is open.
     *
     * @param tell tells the database; they are durable when it returns
     * @param isAway whether a failure says no more than that it must be asked again
     */
    Outbox(String name, Consumer<List<T>> tell, Predicate<Throwable> isAway) {
        this.tell = tell;
        this.isAway = isAway;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** @param done runs once it is told, or can never be */
    void add(LeaseKey key, T told, Runnable done) {
        notes.add(new Note<>(key, told, done));
    }

    private void run() {
        var batch = new ArrayList<Note<T>>();
        try {
            while (!isClosed || !notes.isEmpty()) {
                var first = notes.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    notes.drainTo(batch, MOST - 1);
                    tell(batch);
                    batch.forEach(note -> note.done().run());
                    batch.clear();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            LOG.warn("deliveries_unsettled count={} next=delivered_again_when_leases_end", batch.size() + notes.size());
        }
    }

    /** What cannot be told is alone in that, and is delivered again when its lease has ended. */
    private void tell(List<Note<T>> batch) throws InterruptedException {
        try {
            tellOncePossible(batch);
        } catch (RuntimeException | Error refused) {
            if (batch.size() == 1) {
                var key = batch.getFirst().key();
                LOG.error("delivery_not_settled task={} next=delivered_again_when_its_lease_ends", key.task(), refused);
            } else {
                for (var note : batch) {
                    tell(List.of(note));
                }
            }
        }
    }

    private void tellOncePossible(List<Note<T>> batch) throws InterruptedException {
        var told = batch.stream().map(Note::told).toList();
        for (boolean isDone = false; !isDone; ) {
            try {
                tell.accept(told);
                isDone = true;
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

    /** Tells what there is, for a while. */
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

    private record Note<T>(LeaseKey key, T told, Runnable done) {}
}
