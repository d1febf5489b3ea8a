package io.ordo.bench.dispatch;

import io.ordo.bench.load.LoadFailedException;
import java.util.concurrent.Semaphore;

/**
 * What somebody would write who has no scheduler: messages by a client alone, each confirmed, as many under way as Ordo
 * has. Any number of threads may send; one measures.
 */
abstract class BareClient implements AutoCloseable {
    private final int mostUnderWay;
    private final int load;

    /** @param load messages that are written in one go */
    BareClient(int mostUnderWay, int load) {
        this.mostUnderWay = mostUnderWay;
        this.load = load;
    }

    /** Is told how a message fared, once. */
    @FunctionalInterface
    interface Sent {
        void ended(boolean isConfirmed);
    }

    /** Begins to send one; it may wait for the end of a load. */
    abstract void send(Message message, Sent sent);

    /** The end of a load. */
    abstract void flush();

    /** Messages in a second. */
    double rate(int messages) throws InterruptedException {
        var room = new Semaphore(mostUnderWay);
        var failed = new Semaphore(0);
        Sent sent = isConfirmed -> {
            if (!isConfirmed) {
                failed.release();
            }
            room.release();
        };
        long start = System.nanoTime();
        for (int from = 0; from < messages; from += load) {
            int to = Math.min(messages, from + load);
            room.acquire(to - from);
            for (int number = from; number < to; number++) {
                send(Message.of(number), sent);
            }
            flush();
        }
        room.acquire(mostUnderWay);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (failed.availablePermits() > 0) {
            throw new LoadFailedException(failed.availablePermits() + " messages of the bare client failed");
        }
        return messages / seconds;
    }

    @Override
    public abstract void close();
}
