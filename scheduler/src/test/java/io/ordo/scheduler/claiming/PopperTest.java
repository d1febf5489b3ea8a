package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PopperTest {
    private static final Duration LONG = Duration.ofHours(1);

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
        assertThat(popper(shelf).pop(claim(10), LONG, () -> true)).hasSize(2);
        assertThat(shelf.claims()).isEqualTo(1);
    }

    @Test
    void whoDoesNotWaitIsAnsweredAtOnce() throws Exception {
        var shelf = Shelf.awaiting(0);
        assertThat(popper(shelf).pop(claim(10), Duration.ZERO, () -> true)).isEmpty();
        assertThat(shelf.claims()).isEqualTo(1);
    }

    @Test
    void aParkedPopGetsTheTaskItIsWokenFor() throws Exception {
        var shelf = Shelf.awaiting(1);
        var parked = park(popper(shelf));
        shelf.awaitLooks();
        shelf.put();
        doorbell.ring("default");
        assertThat(parked.get()).hasSize(1);
    }

    @Test
    void aParkedPopLooksAgainThoughNobodyRings() throws Exception {
        var shelf = Shelf.awaiting(1);
        var parked = park(popper(shelf));
        shelf.awaitLooks();
        shelf.put();
        assertThat(parked.get()).hasSize(1);
    }

    @Test
    void aPopWhoseWaitIsOverIsAnsweredEmpty() throws Exception {
        var shelf = Shelf.awaiting(0);
        assertThat(popper(shelf).pop(claim(10), Duration.ofMillis(5), () -> true))
                .isEmpty();
        assertThat(shelf.claims()).isGreaterThan(1);
    }

    @Test
    void aCloseSendsParkedPopsHome() throws Exception {
        var shelf = Shelf.awaiting(1);
        var popper = popper(shelf);
        var parked = park(popper);
        shelf.awaitLooks();
        popper.close();
        assertThat(parked.get()).isEmpty();
    }

    @Test
    void aClosedPopperParksNobody() throws Exception {
        var popper = popper(Shelf.awaiting(0));
        popper.close();
        assertThat(popper.pop(claim(10), LONG, () -> true)).isEmpty();
    }

    @Test
    void racingPopsNeverShareATask() throws Exception {
        var shelf = Shelf.awaiting(50);
        var popper = popper(shelf);
        var parked = IntStream.range(0, 50).mapToObj(_ -> park(popper)).toList();
        shelf.awaitLooks();
        for (int i = 0; i < 50; i++) {
            shelf.put();
            doorbell.ring("default");
        }
        var tasks = new HashSet<UUID>();
        for (var pop : parked) {
            pop.get().forEach(popped -> tasks.add(popped.task().id()));
        }
        assertThat(tasks).hasSize(50);
    }

    @Test
    void whoLeftBeforeATaskWasTakenTakesNone() throws Exception {
        var shelf = Shelf.awaiting(0);
        shelf.put();
        assertThat(popper(shelf).pop(claim(1), LONG, () -> false)).isEmpty();
        assertThat(shelf.claims()).isZero();
    }

    @Test
    void whatWasTakenForSomebodyWhoLeftIsHandedBack() throws Exception {
        var shelf = Shelf.awaiting(0);
        shelf.put();
        var answers = List.of(true, false).iterator();
        assertThat(popper(shelf).pop(claim(1), LONG, answers::next)).isEmpty();
        assertThat(shelf.released()).isEqualTo(1);
    }

    private Popper popper(Shelf shelf) {
        return new Popper(shelf, new Settler(shelf, doorbell, new AwaitedTasks()), doorbell);
    }

    private Future<List<Popped>> park(Popper popper) {
        return threads.submit(() -> popper.pop(claim(1), LONG, () -> true));
    }

    private static Claim claim(int limit) {
        return new Claim("default", limit, null, null);
    }
}
