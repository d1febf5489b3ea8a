package io.ordo.worker.attempt;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.api.queue.PoppedTask;
import io.ordo.api.queue.SettleBody;
import io.ordo.worker.client.Reachability;
import io.ordo.worker.client.SchedulerAddress;
import io.ordo.worker.client.SchedulerClient;
import io.ordo.worker.testing.SchedulerStub;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ReporterTest {
    private static final int SECONDS = 60;
    private static final Duration LENGTH = Duration.ofSeconds(SECONDS);
    private static final SettleBody BODY = new SettleBody(7, "succeeded", null, null, null, null, null, "");

    private final AtomicLong nanos = new AtomicLong();
    private final SchedulerStub scheduler = new SchedulerStub();
    private final SchedulerAddress address = new SchedulerAddress(scheduler.url(), "a-key-of-16-chars");
    private final SchedulerClient client =
            new SchedulerClient(address, new Reachability(address, nanos::get), "worker", LENGTH);
    private final Reporter reporter = new Reporter(client, new SplittableRandom(1));
    private final PoppedTask task = aTask().lease(SECONDS).build();
    private final Lease lease = new Lease(task, nanos::get);

    @AfterEach
    void close() {
        client.close();
        scheduler.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 401, 403})
    void aSettlementPutOffForTenLeaseLengthsIsGivenUp(int status) throws Exception {
        scheduler.answer("settle", status);
        FutureTask<Void> settling = settling();
        scheduler.nextCall("settle");
        scheduler.nextCall("settle");

        passWhileTheHeartbeatExtends(LENGTH.multipliedBy(10));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> settling.get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(Unreported.class)
                .withMessageContaining("Given up after 10 lease lengths");
    }

    @Test
    void aSettlementPutOffForLessIsTriedAgain() throws Exception {
        scheduler.answer("settle", 401);
        FutureTask<Void> settling = settling();
        scheduler.nextCall("settle");

        passWhileTheHeartbeatExtends(LENGTH.multipliedBy(10).minusNanos(1));
        scheduler.nextCall("settle");
        scheduler.answer("settle", 200);

        assertThat(scheduler.nextSettled().taskId()).isEqualTo(task.id());
        settling.get(20, TimeUnit.SECONDS);
    }

    private FutureTask<Void> settling() {
        FutureTask<Void> settling = new FutureTask<>(() -> {
            reporter.settle(lease, BODY);
            return null;
        });
        Thread.ofPlatform().daemon().start(settling);
        return settling;
    }

    /** Extended first: at no moment the lease is over. */
    private void passWhileTheHeartbeatExtends(Duration time) {
        lease.extended(nanos.get() + time.toNanos());
        nanos.addAndGet(time.toNanos());
    }
}
