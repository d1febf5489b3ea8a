package io.ordo.scheduler.arriving;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes requests of this scheduler that are parked until a queue gains a task. A ring is a hint and never the truth:
 * who was woken looks for himself, and who missed a ring looks again before long.
 */
public final class Doorbell {
    private final ConcurrentMap<String, Bell> bells = new ConcurrentHashMap<>();

    /** Wakes as many as there are new tasks, those first who have waited longest; and all who wait beside them. */
    public void ring(String queue, int tasks) {
        bell(queue).ring(tasks);
    }

    /** Wakes everybody, whatever they wait for. */
    public void ringAll() {
        bells.values().forEach(bell -> bell.ring(Integer.MAX_VALUE));
    }

    /** How often that queue's bell rang; to be read before looking at the queue and handed to {@link #await}. */
    public long rings(String queue) {
        return bell(queue).rings();
    }

    /** Parks until the queue's bell has rung more often than {@code seen}, or the time is over. */
    public void await(String queue, long seen, Duration time) throws InterruptedException {
        bell(queue).await(seen, time);
    }

    /**
     * As {@link #await}, for who may have no use for the task that rings: takes no ring from the others.
     *
     * @param breath parks at least so long, unless the time is over before
     */
    public void awaitBeside(String queue, long seen, Duration breath, Duration time) throws InterruptedException {
        bell(queue).awaitBeside(seen, breath, time);
    }

    private Bell bell(String queue) {
        return bells.computeIfAbsent(queue, _ -> new Bell());
    }

    private static final class Bell {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition rang = lock.newCondition();
        private final Condition rangBeside = lock.newCondition();
        private long rings;

        void ring(int tasks) {
            lock.lock();
            try {
                rings++;
                for (int i = Math.min(tasks, lock.getWaitQueueLength(rang)); i > 0; i--) {
                    rang.signal();
                }
                rangBeside.signalAll();
            } finally {
                lock.unlock();
            }
        }

        long rings() {
            lock.lock();
            try {
                return rings;
            } finally {
                lock.unlock();
            }
        }

        void awaitBeside(long seen, Duration breath, Duration time) throws InterruptedException {
            lock.lock();
            try {
                long begin = System.nanoTime();
                long left = time.toNanos();
                long breathing = breath.toNanos();
                while (left > 0 && (rings == seen || breathing > 0)) {
                    long _ = rangBeside.awaitNanos(rings == seen ? left : Math.min(left, breathing));
                    long past = System.nanoTime() - begin;
                    left = time.toNanos() - past;
                    breathing = breath.toNanos() - past;
                }
            } finally {
                lock.unlock();
            }
        }

        void await(long seen, Duration time) throws InterruptedException {
            lock.lock();
            try {
                long left = time.toNanos();
                while (rings == seen && left > 0) {
                    left = rang.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
