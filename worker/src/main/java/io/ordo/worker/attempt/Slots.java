package io.ordo.worker.attempt;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The places in which tasks are executed, so many at once. Whoever waits longest for a free one is served
 * first.
 */
public final class Slots {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final int total;
    private int free;
    private boolean closed;

    public Slots(int total) {
        this.total = total;
        this.free = total;
    }

    /** Waits for a free slot and takes every free one; 0 when closed. */
    public int takeAll() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (free == 0 && !closed) {
                changed.await();
            }
            int taken = closed ? 0 : free;
            free -= taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a slot, if one is free. */
    public boolean take() {
        lock.lock();
        try {
            if (free == 0 || closed) {
                return false;
            }
            free--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Puts back slots that were taken. */
    public void giveBack(int count) {
        lock.lock();
        try {
            free += count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Hands out no more, and wakes who waits. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every slot is free; false when the time is over before. */
    public boolean awaitAllFree(Duration time) throws InterruptedException {
        long nanos = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (free < total && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return free == total;
        } finally {
            lock.unlock();
        }
    }

    public int total() {
        return total;
    }

    /** How many are free just now. */
    public int free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }
}
