package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.arriving.Doorbell;
import io.ordo.scheduler.arriving.Walks;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.lease.LeaseKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PopperTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Caller HERE = () -> true;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Doorbell doorbell = new Doorbell();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void whatIsQueuedIsPoppedAtOnce() throws Exception {
        var shelf = Shelf.awaiting(0);
        shelf.put();
        shelf.put();
        assertThat(pop(popper(shelf, NEVER), 10, new Wait(LONG, HERE))).hasSize(2);
        assertThat(shelf.claims()).isEqualTo(1);
    }

    @Test
    void whoDoesNotWaitIsAnsweredAtOnce() throws Exception {
        var shelf = Shelf.awaiting(0);
        assertThat(pop(popper(shelf, NEVER), 10, Wait.NOT)).isEmpty();
        assertThat(shelf.claims()).isEqualTo(1);
    }

    @Test
    void aParkedPopGetsTheTaskItIsWokenFor() throws Exception {
        var shelf = Shelf.awaiting(1);
        var parked = park(popper(shelf, NEVER));
        shelf.awaitLooks();
        shelf.put();
        doorbell.ring("default", 1);
        assertThat(parked.get()).hasSize(1);
    }

    @Test
    void aParkedPopLooksAgainThoughNobodyRings() throws Exception {
        var shelf = Shelf.awaiting(1);
        var parked = park(popper(shelf, SOON));
        shelf.awaitLooks();
        shelf.put();
        assertThat(parked.get()).hasSize(1);
    }

    @Test
    void aPopWhoseWaitIsOverIsAnsweredEmpty() throws Exception {
        var shelf = Shelf.awaiting(0);
        assertThat(pop(popper(shelf, NEVER), 10, new Wait(Duration.ofMillis(5), HERE)))
                .isEmpty();
        assertThat(shelf.claims()).isGreaterThan(1);
    }

    @Test
    void aCloseSendsParkedPopsHome() throws Exception {
        var shelf = Shelf.awaiting(1);
        var popper = popper(shelf, SOON);
        var parked = park(popper);
        shelf.awaitLooks();
        popper.close();
        assertThat(parked.get()).isEmpty();
    }

    @Test
    void aClosedPopperParksNobody() throws Exception {
        var popper = popper(Shelf.awaiting(0), NEVER);
        popper.close();
        assertThat(pop(popper, 10, new Wait(LONG, HERE))).isEmpty();
    }

    @Test
    void racingPopsNeverShareATask() throws Exception {
        var shelf = Shelf.awaiting(50);
        var popper = popper(shelf, NEVER);
        var parked = IntStream.range(0, 50).mapToObj(_ -> park(popper)).toList();
        shelf.awaitLooks();
        for (int i = 0; i < 50; i++) {
            shelf.put();
            doorbell.ring("default", 1);
        }
        var tasks = new HashSet<UUID>();
        for (var pop : parked) {
            pop.get().forEach(popped -> tasks.add(popped.task().id()));
        }
        assertThat(tasks).hasSize(50);
    }

    @Test
    void whatAFilterLetsThroughIsFoundBeforeAnythingIsAskedOfTheExchange() throws Exception {
        var shelf = Shelf.awaiting(0);
        shelf.put();
        shelf.put();
        assertThat(popper(shelf, NEVER).pop(choosy(1), List.of(), Wait.NOT).popped())
                .hasSize(1);
        assertThat(shelf.searches()).isEqualTo(1);
        assertThat(shelf.claims()).isEqualTo(1);
    }

    @Test
    void aSearchThatFailsSettlesNothing() {
        var shelf = Shelf.awaiting(0);
        shelf.breakSearches();
        var brought = List.of(Settlement.release(new LeaseKey(new UUID(0, 7), 7)));
        assertThatExceptionOfType(FilterTooSlow.class)
                .isThrownBy(() -> popper(shelf, NEVER).pop(choosy(1), brought, Wait.NOT));
        assertThat(shelf.released()).isZero();
        assertThat(shelf.claims()).isZero();
    }

    @Test
    void aRingForATaskOthersCanUseReachesThemToo() throws Exception {
        var shelf = Shelf.awaiting(2);
        var popper = popper(shelf, NEVER);
        shelf.hideFromSearches();
        var choosy = threads.submit(() -> popper.pop(choosy(1), List.of(), new Wait(LONG, HERE)));
        var parked = park(popper);
        shelf.awaitLooks();
        shelf.put();
        doorbell.ring("default", 1);
        assertThat(parked.get()).hasSize(1);
        assertThat(choosy.isDone()).isFalse();
    }

    @Test
    void whatAParkedPopBringsIsSettledAtOnceAndOnce() throws Exception {
        var shelf = Shelf.awaiting(1);
        var popper = popper(shelf, NEVER);
        var brought = List.of(Settlement.release(new LeaseKey(new UUID(0, 7), 7)));
        var parked = threads.submit(() -> popper.pop(claim(1), brought, new Wait(LONG, HERE)));
        shelf.awaitLooks();
        assertThat(shelf.released()).isEqualTo(1);
        shelf.put();
        doorbell.ring("default", 1);
        assertThat(parked.get().popped()).hasSize(1);
        assertThat(parked.get().settled()).hasSize(1);
        assertThat(shelf.released()).isEqualTo(1);
    }

    @Test
    void whoLeftBeforeATaskWasTakenTakesNoneButIsHeard() throws Exception {
        var shelf = Shelf.awaiting(0);
        shelf.put();
        var brought = List.of(Settlement.release(new LeaseKey(new UUID(0, 7), 7)));
        var answer = popper(shelf, NEVER).pop(claim(1), brought, new Wait(LONG, () -> false));
        assertThat(answer.popped()).isEmpty();
        assertThat(shelf.claims()).isZero();
        assertThat(shelf.released()).isEqualTo(1);
    }

    @Test
    void whatWasTakenForSomebodyWhoLeftIsHandedBack() throws Exception {
        var shelf = Shelf.awaiting(0);
        shelf.put();
        var answers = List.of(true, false).iterator();
        assertThat(pop(popper(shelf, NEVER), 1, new Wait(LONG, answers::next))).isEmpty();
        assertThat(shelf.released()).isEqualTo(1);
    }

    @Test
    void aPopThatIsNotWaitedForIsParkedAsWell() throws Exception {
        var shelf = Shelf.awaiting(1);
        var popper = popper(shelf, NEVER);
        var later = popper.popLater(claim(1), List.of(), new Wait(LONG, HERE));
        shelf.awaitLooks();
        shelf.put();
        doorbell.ring("default", 1);
        assertThat(later.get().popped()).hasSize(1);
        assertThat(shelf.claims()).isEqualTo(2);
    }

    @Test
    void aRingDuringTheFirstLookIsNotLost() throws Exception {
        var shelf = Shelf.awaiting(0);
        var first = new CompletableFuture<Exchange.Exchanged>();
        var answers = List.of(first).iterator();
        var popper = new Popper(
                request -> answers.hasNext() ? answers.next() : CompletableFuture.completedFuture(shelf.apply(request)),
                new Walks(shelf, System::nanoTime),
                doorbell,
                NEVER);
        var later = popper.popLater(claim(1), List.of(), new Wait(LONG, HERE));
        shelf.put();
        doorbell.ring("default", 1);
        first.complete(new Exchange.Exchanged(List.of(), List.of()));
        assertThat(later.get().popped()).hasSize(1);
    }

    @Test
    void whoLeavesPassesTheRingOn() throws Exception {
        var shelf = Shelf.awaiting(2);
        var popper = popper(shelf, NEVER);
        var there = new AtomicBoolean(true);
        var leaver = threads.submit(() -> pop(popper, 1, new Wait(LONG, there::get)));
        await().until(() -> popper.parked() == 1);
        var stayer = park(popper);
        shelf.awaitLooks();
        await().until(() -> popper.parked() == 2);
        there.set(false);
        shelf.put();
        doorbell.ring("default", 1);
        assertThat(stayer.get()).hasSize(1);
        assertThat(leaver.get()).isEmpty();
    }

    @Test
    void whatWasTakenForSomebodyWhoMayComeAgainStaysTaken() throws Exception {
        var shelf = Shelf.awaiting(0);
        shelf.put();
        var answers = List.of(true, false).iterator();
        var popped = popper(shelf, NEVER).pop(claim(1), List.of(), new Wait(LONG, answers::next), shelf);
        assertThat(popped.popped()).hasSize(1);
        assertThat(shelf.released()).isZero();
    }

    private Popper popper(Shelf shelf, Duration safetyPoll) {
        return new Popper(
                request -> CompletableFuture.completedFuture(shelf.apply(request)),
                new Walks(shelf, System::nanoTime),
                doorbell,
                safetyPoll);
    }

    private static List<Popped> pop(Popper popper, int limit, Wait wait) throws InterruptedException {
        return popper.pop(claim(limit), List.of(), wait).popped();
    }

    private Future<List<Popped>> park(Popper popper) {
        return threads.submit(() -> pop(popper, 1, new Wait(LONG, HERE)));
    }

    private static Claim claim(int limit) {
        return new Claim("default", limit, null, null, null);
    }

    private static Claim choosy(int limit) {
        return new Claim("default", limit, Filter.NONE, null, null);
    }
}
