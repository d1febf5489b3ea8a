package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Pick;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.dispatching.Underway.HandOver;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnderwayIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Store store = Store.create();

    @AfterAll
    void close() {
        store.close();
    }

    /** A receiver accepts a task while its lease is about to be extended by those who brought it. */
    @Test
    void whatIsHandedOverStaysWithItsReceiver() throws InterruptedException {
        var task = store.aQueuedTask();
        var popped = store.pop(1).getFirst();
        var key = popped.lease().key();
        var slow = new SlowToExtend(store.leases());
        var underway = new Underway(slow);
        var receiver = new Thread(() -> underway.handOver(List.of(new HandOver(key, HOUR))));
        slow.meanwhile = () -> {
            receiver.start();
            await().until(() -> receiver.getState() == Thread.State.BLOCKED || !receiver.isAlive());
        };

        underway.add(popped.lease(), 0);
        underway.extend(HOUR.toNanos());
        receiver.join();

        store.clock().advance(HOUR.dividedBy(2));
        store.reap();
        assertThat(store.status(task)).isEqualTo(Status.RUNNING);
    }

    /** It will be handed over once the database is back, and must live until then. */
    @Test
    void whatCannotBeHandedOverStaysUnderWay() {
        var task = store.aQueuedTask();
        var popped = store.pop(1).getFirst();
        var key = popped.lease().key();
        var slow = new SlowToExtend(store.leases());
        var underway = new Underway(slow);
        underway.add(popped.lease(), 0);
        slow.beforeStart = () -> {
            throw new IllegalStateException("away");
        };
        assertThatThrownBy(() -> underway.handOver(List.of(new HandOver(key, HOUR))))
                .hasMessage("away");
        assertThat(underway.isHeld(key, 0)).isTrue();

        slow.beforeStart = () -> {};
        underway.handOver(List.of(new HandOver(key, HOUR)));
        assertThat(underway.isHeld(key, 0)).isFalse();
        assertThat(store.status(task)).isEqualTo(Status.RUNNING);
    }

    @Test
    void aLeaseIsHeldForThreeQuartersOfItsLengthAndAgainWhenItIsExtended() {
        store.aQueuedTask();
        var lease = store.pop(1).getFirst().lease();
        long length = lease.length().toNanos();
        var underway = new Underway(store.leases());

        underway.add(lease, 0);
        assertThat(underway.isHeld(lease.key(), length / 4 * 3 - 1)).isTrue();
        assertThat(underway.isHeld(lease.key(), length / 4 * 3)).isFalse();

        underway.extend(length);
        assertThat(underway.isHeld(lease.key(), length)).isTrue();
    }

    /** The real leases, of which the dispatcher's own extensions let something else happen first. */
    private static final class SlowToExtend implements Leases {
        private final Leases leases;
        private Runnable meanwhile = () -> {};
        private Runnable beforeStart = () -> {};

        private SlowToExtend(Leases leases) {
            this.leases = leases;
        }

        @Override
        public Map<LeaseKey, Instant> extend(List<LeaseKey> keys, @Nullable Duration length) {
            if (length == null) {
                meanwhile.run();
            }
            return leases.extend(keys, length);
        }

        @Override
        public List<Popped> take(List<Pick> picks) {
            return leases.take(picks);
        }

        @Override
        public Sifted sift(List<Place> places, int most) {
            return leases.sift(places, most);
        }

        @Override
        public Set<LeaseKey> start(List<LeaseKey> keys) {
            beforeStart.run();
            return leases.start(keys);
        }

        @Override
        public List<Settled> settle(List<Settlement> settlements) {
            return leases.settle(settlements);
        }
    }
}
