package io.ordo.scheduler.coalescing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.coalescing.Coalescer.Load;
import io.ordo.scheduler.coalescing.Coalescer.Work;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoalescerTest {
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch door = new CountDownLatch(1);
    private final Semaphore busy = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void whatArrivesWhileOneIsAnsweredIsAnsweredTogether() {
        try (var coalescer = coalescer(new Load(1, 1, 100, 100))) {
            var first = coalescer.askLater(0);
            awaitEntered();
            var others = IntStream.range(1, 10).mapToObj(coalescer::askLater).toList();
            door.countDown();
            assertThat(first.join()).isEqualTo("0");
            assertThat(others)
                    .extracting(CompletableFuture::join)
                    .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    @Test
    void noMoreThanTheLoadIsAnsweredAtOnce() {
        try (var coalescer = coalescer(new Load(1, 1, 4, 100))) {
            var _ = coalescer.askLater(0);
            awaitEntered();
            var others = IntStream.range(1, 7).mapToObj(coalescer::askLater).toList();
            door.countDown();
            others.forEach(CompletableFuture::join);
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
    }

    @Test
    void whoFailsAloneDoesNotFailTheOthers() {
        door.countDown();
        try (var coalescer = coalescer(new Load(1, 1, 100, 100))) {
            var asked = IntStream.of(1, -1, 2).mapToObj(coalescer::askLater).toList();
            assertThat(asked.get(0).join()).isEqualTo("1");
            assertThatThrownBy(asked.get(1)::join).hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(asked.get(2).join()).isEqualTo("2");
        }
    }

    @Test
    void whatWouldMeetEverybodyIsToldToAllAtOnce() {
        try (var coalescer = coalescer(new Load(1, 1, 100, 100))) {
            var first = coalescer.askLater(0);
            awaitEntered();
            var others = IntStream.of(1, 1_000, 2).mapToObj(coalescer::askLater).toList();
            door.countDown();
            first.join();
            assertThat(others)
                    .allSatisfy(other -> assertThatThrownBy(other::join)
                            .isInstanceOf(CompletionException.class)
                            .hasCauseInstanceOf(ArithmeticException.class));
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 1_000, 2));
    }

    @Test
    void whatFindsNoRoomIsRefusedAndNeverDone() {
        try (var coalescer = coalescer(new Load(1, 1, 100, 2))) {
            var _ = coalescer.askLater(0);
            awaitEntered();
            var _ = coalescer.askLater(1);
            var _ = coalescer.askLater(2);
            assertThatThrownBy(() -> coalescer.askLater(3)).isInstanceOf(OverloadedException.class);
            door.countDown();
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2));
    }

    @Test
    void aCloseAnswersThoseWhoWaitAndRefusesOthers() {
        var coalescer = coalescer(new Load(1, 1, 1, 100));
        var _ = coalescer.askLater(0);
        awaitEntered();
        var waiting = IntStream.range(1, 5).mapToObj(coalescer::askLater).toList();
        door.countDown();
        coalescer.close();
        assertThat(waiting).allSatisfy(answer -> assertThat(answer.isDone()).isTrue());
        assertThat(waiting).extracting(CompletableFuture::join).containsExactly("1", "2", "3", "4");
        assertThatThrownBy(() -> coalescer.ask(5)).isInstanceOf(OverloadedException.class);
    }

    @Test
    void whoIsAloneIsAnsweredBesideWhoIsAlone() {
        try (var coalescer = coalescer(new Load(2, 1_000, 2_000, 2_000))) {
            var first = coalescer.askLater(0);
            awaitEntered();
            assertThat(coalescer.ask(1)).isEqualTo("1");
            assertThat(first).isNotDone();
            door.countDown();
        }
    }

    @Test
    void besideACrowdALargeBatchBegins() {
        try (var coalescer = coalescer(new Load(2, 3, 100, 100))) {
            var crowd = crowd(coalescer);
            var others = IntStream.of(11, 12, 13).mapToObj(coalescer::askLater).toList();
            assertThat(others).extracting(CompletableFuture::join).containsExactly("11", "12", "13");
            assertThat(crowd).noneMatch(CompletableFuture::isDone);
            door.countDown();
        }
    }

    @Test
    void whoIsFewDoesNotWaitLongForACrowdThatStandsStill() {
        try (var coalescer = coalescer(new Load(2, 1_000, 2_000, 2_000))) {
            var crowd = crowd(coalescer);
            assertThat(coalescer.ask(11)).isEqualTo("11");
            assertThat(crowd).noneMatch(CompletableFuture::isDone);
            door.countDown();
        }
    }

    /** Many who are answered together, as soon as the door is open. */
    private List<CompletableFuture<String>> crowd(Coalescer<Integer, String> coalescer) {
        var _ = coalescer.askLater(100);
        busy.acquireUninterruptibly();
        var _ = coalescer.askLater(101);
        busy.acquireUninterruptibly();
        var crowd = IntStream.range(0, 10).mapToObj(coalescer::askLater).toList();
        gate.countDown();
        awaitEntered();
        return crowd;
    }

    /**
     * The request 0 waits for the door, 100 and 101 for the gate; a negative number fails alone, a large one fails
     * everybody.
     */
    private Coalescer<Integer, String> coalescer(Load load) {
        return new Coalescer<>("test", load, new Work<>(_ -> 1, this::answer, ArithmeticException.class::isInstance));
    }

    private List<String> answer(List<Integer> requests) {
        if (requests.contains(0)) {
            entered.countDown();
            await(door);
        }
        if (requests.contains(100) || requests.contains(101)) {
            busy.release();
            await(gate);
        }
        batches.add(requests);
        if (requests.stream().anyMatch(request -> request >= 1_000)) {
            throw new ArithmeticException("everybody");
        }
        if (requests.stream().anyMatch(request -> request < 0)) {
            throw new IllegalArgumentException("one");
        }
        return requests.stream().map(String::valueOf).toList();
    }

    private void awaitEntered() {
        await(entered);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }
}
