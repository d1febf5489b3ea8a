package io.ordo.scheduler.arriving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoorbellTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Doorbell doorbell = new Doorbell();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void aRingWakesEverybodyWhoWaitsForThatQueue() throws Exception {
        var parked = IntStream.range(0, 8).mapToObj(_ -> park("a")).toList();
        for (var one : parked) {
            one.awaitParked();
        }
        assertThat(parked).noneMatch(one -> one.woken().isDone());

        doorbell.ring("a", 8);

        for (var one : parked) {
            one.woken().get();
        }
    }

    @Test
    void aRingBetweenLookingAndWaitingIsNotLost() throws InterruptedException {
        long seen = doorbell.rings("a");
        doorbell.ring("a", 8);
        doorbell.await("a", seen, LONG);
        assertThat(doorbell.rings("a")).isEqualTo(seen + 1);
    }

    @Test
    void everyQueueHasABellOfItsOwn() throws InterruptedException {
        doorbell.ring("b", 8);
        assertThat(doorbell.rings("a")).isZero();
        assertThat(doorbell.rings("b")).isEqualTo(1);
        doorbell.await("b", 0, LONG);
    }

    @Test
    void aRingForAnotherQueueLeavesThemParked() throws Exception {
        var parked = park("a");
        parked.awaitParked();
        doorbell.ring("b", 8);
        assertThat(parked.woken().isDone()).isFalse();
        doorbell.ring("a", 8);
        parked.woken().get();
    }

    @Test
    void whoWaitsBesideTakesNoRingFromTheOthers() throws Exception {
        var beside = park(() -> doorbell.awaitBeside("a", 0, Duration.ZERO, LONG));
        beside.awaitParked();
        var parked = park("a");
        parked.awaitParked();

        doorbell.ring("a", 1);

        parked.woken().get();
        beside.woken().get();
    }

    @Test
    void whoWaitsBesideTakesABreathFirst() throws Exception {
        doorbell.ring("a", 1);
        var breathing = park(() -> doorbell.awaitBeside("a", 0, LONG, LONG));
        breathing.awaitParked();

        doorbell.ring("a", 1);

        breathing.awaitParked();
        assertThat(breathing.woken().isDone()).isFalse();
        doorbell.awaitBeside("a", 0, Duration.ofMillis(1), LONG);
        doorbell.awaitBeside("a", 2, LONG, Duration.ofMillis(1));
    }

    @Test
    void theWaitEndsWhenItsTimeIsOver() throws InterruptedException {
        doorbell.await("a", 0, Duration.ofMillis(1));
        doorbell.await("a", 0, Duration.ZERO);
        assertThat(doorbell.rings("a")).isZero();
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        var parked = park("a");
        parked.awaitParked();
        parked.thread().interrupt();
        assertThatThrownBy(parked.woken()::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    private Parked park(String queue) {
        return park(() -> doorbell.await(queue, 0, LONG));
    }

    private Parked park(Waiting waiting) {
        var thread = new CompletableFuture<Thread>();
        var woken = threads.submit(() -> {
            thread.complete(Thread.currentThread());
            waiting.await();
            return true;
        });
        return new Parked(thread.join(), woken);
    }

    @FunctionalInterface
    private interface Waiting {
        void await() throws InterruptedException;
    }

    private record Parked(Thread thread, Future<Boolean> woken) {
        void awaitParked() {
            Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }
    }
}
