package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Attempt;
import io.ordo.scheduler.task.Ending;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeasesIT {
    private static final Report SUCCEEDED = new Report(new Outcome.Succeeded(), "{\"a\": 1}", null, null, 0, "done");
    private static final Report FAILED =
            new Report(new Outcome.Failed(true), null, "exit_code", "Exit code 1", 1, "oh");
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Store store = Store.create();

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void theBestRankedTaskIsPoppedFirstAndTiesGoToTheOlder() {
        var second = store.aTask(Duration.ZERO, 7, null);
        var third = store.aTask(Duration.ZERO, 7, null);
        var first = store.aTask(Duration.ZERO, -3, null);

        assertThat(store.pop(3)).extracting(popped -> popped.task().id()).containsExactly(first, second, third);
    }

    @Test
    void everyPopOfATaskHasALargerFence() {
        store.aQueuedTask();
        var first = store.popOne();
        store.settle(first, Report.RELEASED);

        assertThat(store.popOne().fence()).isGreaterThan(first.fence());
    }

    @Test
    void aReleasedTaskKeepsItsRankAndTheAttemptIsNotCounted() {
        var task = store.aTask(Duration.ZERO, 1, null);
        store.aTask(Duration.ZERO, 2, null);
        store.settle(store.popOne(), Report.RELEASED);

        assertThat(store.pop(1)).extracting(popped -> popped.task().id()).containsExactly(task);
        assertThat(store.history(task).counted()).isZero();
        assertThat(store.history(task).attempts().getFirst().ending()).isEqualTo(Ending.RELEASED);
    }

    @Test
    void aStaleLeaseMovesNothing() {
        var task = store.aQueuedTask();
        var stale = store.popOne();
        store.clock().advance(LEASE);
        store.reap();
        var newest = store.popOne();

        assertThat(store.leases().start(List.of(stale))).isEmpty();
        assertThat(store.leases().extend(List.of(stale), null)).isEmpty();
        assertThat(store.settle(stale, SUCCEEDED)).isEqualTo(new Settled.Stale());
        assertThat(store.settle(stale, Report.RELEASED)).isEqualTo(new Settled.Stale());
        assertThat(store.status(task)).isEqualTo(Status.DISPATCHED);
        assertThat(store.settle(newest, SUCCEEDED)).isInstanceOf(Settled.Moved.class);
        assertThat(store.status(task)).isEqualTo(Status.COMPLETED);
    }

    @Test
    void sayingTheSameSettlementTwiceIsSayingItOnce() {
        var task = store.aQueuedTask();
        var key = store.popOne();

        store.settle(key, SUCCEEDED);

        assertThat(store.settle(key, SUCCEEDED)).isEqualTo(new Settled.Moved(Status.COMPLETED, "default", null, null));
        assertThat(store.settle(key, FAILED)).isEqualTo(new Settled.Stale());
        assertThat(store.history(task).attempts()).hasSize(1);
    }

    @Test
    void anExtendedLeaseOutlivesItsFirstEnd() {
        var task = store.aQueuedTask();
        var key = store.popOne();
        store.clock().advance(LEASE.minusSeconds(1));

        var extended = store.leases().extend(List.of(key), null);
        store.clock().advance(Duration.ofSeconds(2));
        store.reap();

        assertThat(extended)
                .containsEntry(key, store.clock().now().minusSeconds(2).plus(LEASE));
        assertThat(store.status(task)).isEqualTo(Status.DISPATCHED);
    }

    @Test
    void aFailedTaskComesBackAfterEachBackoffUntilNoRetryIsLeft() {
        var task = store.aQueuedTask();
        for (Duration backoff : List.of(Duration.ofMinutes(1), Duration.ofMinutes(2))) {
            store.settle(store.popOne(), FAILED);
            store.clock().advance(backoff.minusMillis(1));
            store.promote();
            assertThat(store.status(task)).isEqualTo(Status.PENDING);
            store.clock().advance(Duration.ofMillis(1));
            store.promote();
            assertThat(store.status(task)).isEqualTo(Status.QUEUED);
        }

        store.settle(store.popOne(), FAILED);

        var history = store.history(task);
        assertThat(history.status()).isEqualTo(Status.FAILED);
        assertThat(history.reason()).isEqualTo("exit_code");
        assertThat(history.counted()).isEqualTo(3);
        assertThat(history.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
    }

    @Test
    void aTaskWhoseHoldersDieThreeTimesIsPoisoned() {
        var task = store.aQueuedTask();
        for (int death = 0; death < 3; death++) {
            store.popOne();
            store.clock().advance(LEASE);
            store.reap();
        }

        var history = store.history(task);
        assertThat(history.status()).isEqualTo(Status.FAILED);
        assertThat(history.reason()).isEqualTo("poisoned");
        assertThat(history.counted()).isZero();
        assertThat(history.attempts())
                .extracting(Attempt::ending)
                .containsOnly(Ending.LOST)
                .hasSize(3);
    }

    @Test
    void theHolderOfACancelledTaskLearnsItAtItsNextExtend() {
        var task = store.aQueuedTask();
        var key = store.popOne();
        store.leases().start(List.of(key));

        assertThat(store.cancel(task)).contains(true);

        assertThat(store.leases().extend(List.of(key), null)).isEmpty();
        assertThat(store.history(task).attempts()).extracting(Attempt::ending).containsExactly(Ending.CANCELLED);
        assertThat(store.cancel(task)).contains(false);
        assertThat(store.cancel(UUID.randomUUID())).isEmpty();
    }

    @Test
    void anOverdueTaskIsNotPoppedEvenBeforeItIsFailed() {
        var task = store.aTask(Duration.ZERO, 0, Duration.ofMinutes(1));
        store.clock().advance(Duration.ofMinutes(1));

        assertThat(store.pop(1)).isEmpty();
        store.expire();
        assertThat(store.history(task).reason()).isEqualTo("deadline_passed");
    }

    @Test
    void aTaskThatStartedHasMetItsDeadlineAndOneThatDidNotKeepsIt() {
        var started = store.aTask(Duration.ZERO, 1, Duration.ofMinutes(5));
        var unstarted = store.aTask(Duration.ZERO, 2, Duration.ofMinutes(5));
        for (boolean isReaped : new boolean[] {false, true}) {
            var keys = store.pop(2).stream().map(popped -> popped.lease().key()).toList();
            store.leases().start(List.of(keys.getFirst()));
            if (isReaped) {
                store.clock().advance(LEASE);
                store.reap();
            } else {
                keys.forEach(key -> store.settle(key, Report.RELEASED));
            }
        }

        store.clock().advance(Duration.ofMinutes(5));
        store.expire();

        assertThat(store.status(started)).isEqualTo(Status.QUEUED);
        assertThat(store.status(unstarted)).isEqualTo(Status.FAILED);
    }

    @Test
    void racingWorkersNeverShareATask() {
        int tasks = 400;
        IntStream.range(0, tasks).forEach(_ -> store.aQueuedTask());
        Set<LeaseKey> keys = ConcurrentHashMap.newKeySet();

        Race.among(8, () -> {
            for (var popped = store.pop(7); !popped.isEmpty(); popped = store.pop(7)) {
                popped.forEach(one -> assertThat(keys.add(one.lease().key())).isTrue());
            }
        });

        assertThat(keys).hasSize(tasks).extracting(LeaseKey::task).doesNotHaveDuplicates();
    }

    @Test
    void ofSettlementAndReaperRacingForALeaseExactlyOneWins() {
        for (int round = 0; round < 20; round++) {
            var task = store.aQueuedTask();
            var key = store.popOne();
            store.clock().advance(LEASE);

            Race.among(List.of(() -> store.settle(key, SUCCEEDED), store::reap));

            var history = store.history(task);
            assertThat(history.attempts()).hasSize(1);
            assertThat(history.status())
                    .isEqualTo(
                            history.attempts().getFirst().ending() == Ending.LOST ? Status.QUEUED : Status.COMPLETED);
            store.cancel(task);
        }
    }

    @Test
    void aCancelFindsATaskThatIsJustBeingPopped() {
        for (int round = 0; round < 20; round++) {
            var task = store.aQueuedTask();

            Race.among(List.of(() -> store.cancel(task), () -> store.pop(1)));

            assertThat(store.status(task)).isEqualTo(Status.CANCELLED);
        }
    }
}
