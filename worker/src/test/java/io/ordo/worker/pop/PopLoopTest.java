package io.ordo.worker.pop;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.attempt.Attempting;
import io.ordo.worker.attempt.LiveAttempts;
import io.ordo.worker.attempt.Reporter;
import io.ordo.worker.attempt.Slots;
import io.ordo.worker.client.Reachability;
import io.ordo.worker.client.SchedulerAddress;
import io.ordo.worker.client.SchedulerClient;
import io.ordo.worker.execution.Executors;
import io.ordo.worker.testing.SchedulerStub;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PopLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SchedulerStub scheduler = new SchedulerStub();
    private final SchedulerAddress address = new SchedulerAddress(scheduler.url(), "a-key-of-16-chars");
    private final SchedulerClient client =
            new SchedulerClient(address, new Reachability(address, System::nanoTime), "worker", Duration.ofSeconds(60));
    private final Slots slots = new Slots(2);
    private final ScheduledExecutorService timers = new ScheduledThreadPoolExecutor(1);
    private final PopLoop loop = new PopLoop("default", client, slots, attempts());

    private LiveAttempts attempts() {
        Reporter reporter = new Reporter(client, new SplittableRandom(1));
        Attempting attempting = new Attempting(new Executors(List.of()), reporter, timers, 1_000);
        return new LiveAttempts(attempting, reporter, slots, System::nanoTime);
    }

    @AfterEach
    void close() {
        loop.stop();
        client.close();
        timers.shutdownNow();
        scheduler.close();
    }

    @Test
    void aLeaseThatArrivesAfterTheStopIsReleasedAtOnce() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        scheduler.holdPops(hold);
        PoppedTask task = aTask().build();
        scheduler.push(task);
        loop.start();
        scheduler.nextCall("pop");

        loop.stop();
        hold.countDown();

        assertThat(scheduler.nextReleased()).isEqualTo(task.id());
        loop.join(PATIENCE);
        assertThat(slots.awaitAllFree(PATIENCE)).isTrue();
    }

    @Test
    void stoppingCallsAParkedPopOff() throws Exception {
        loop.start();
        scheduler.nextCall("pop");
        scheduler.nextCall("pop");

        loop.stop();

        loop.join(PATIENCE);
        assertThat(slots.awaitAllFree(Duration.ZERO)).isTrue();
    }

    @Test
    void aTaskThatFindsNoFreeSlotWhenItArrivesGoesStraightBack() throws Exception {
        loop.start();
        scheduler.nextCall("pop");
        scheduler.nextCall("pop");
        slots.takeAll();
        PoppedTask task = aTask().build();
        scheduler.push(task);

        assertThat(scheduler.nextReleased()).isEqualTo(task.id());
    }

    @Test
    void aFullWorkerAsksForNothingUntilASlotIsFree() throws Exception {
        slots.takeAll();
        loop.start();
        slots.giveBack(1);

        assertThat(scheduler.nextCall("pop").query()).startsWith("limit=1&");
    }
}
