package io.ordo.worker.client;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.api.queue.ExtendedLease;
import io.ordo.api.queue.LeaseKey;
import io.ordo.api.queue.PoppedTask;
import io.ordo.api.queue.SettleBody;
import io.ordo.worker.testing.SchedulerStub;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SchedulerClientTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final LeaseKey KEY = new LeaseKey(UUID.randomUUID(), 7);
    private static final SettleBody BODY = new SettleBody(7, "succeeded", null, null, null, null, null, "");

    private final AtomicLong nanos = new AtomicLong();
    private final SchedulerStub scheduler = new SchedulerStub();
    private final SchedulerAddress address =
            new SchedulerAddress(URI.create(scheduler.url() + "/"), "a-key-of-16-chars");
    private final Reachability reachability = new Reachability(address, nanos::get);
    private final SchedulerClient client = new SchedulerClient(address, reachability, "a & b", LEASE);

    @AfterEach
    void close() {
        client.close();
        scheduler.close();
    }

    @Test
    void whatIsPoppedIsWhatWasPushed() throws Exception {
        PoppedTask task = aTask().in("a b ü").shell("echo").build();
        scheduler.push(task);

        List<PoppedTask> popped =
                client.pop(new PopRequest("a b ü", 3, Duration.ZERO)).await();

        assertThat(popped).usingRecursiveComparison().isEqualTo(List.of(task));
    }

    @Test
    void aPopTellsWhoAsksForHowMany() throws Exception {
        List<PoppedTask> popped =
                client.pop(new PopRequest("default", 3, Duration.ZERO)).await();

        assertThat(popped).isEmpty();
        SchedulerStub.Call call = scheduler.nextCall("pop");
        assertThat(call.path()).isEqualTo("/api/v1/queues/default/pop");
        assertThat(call.query()).isEqualTo("limit=3&wait=0s&lease=60s&worker=a & b");
        assertThat(call.apiKey()).isEqualTo("a-key-of-16-chars");
    }

    @Test
    void aParkedPopCanBeCalledOffAndCountsAsAnsweredWithNothing() throws Exception {
        PendingPop parked = client.pop(new PopRequest("default", 1, Duration.ofSeconds(30)));
        FutureTask<List<PoppedTask>> waiting = new FutureTask<>(parked::await);
        Thread.ofPlatform().daemon().start(waiting);
        scheduler.nextCall("pop");

        parked.callOff();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
        nanos.addAndGet(1);
        assertThat(reachability.failingFor()).isZero();
    }

    @Test
    void extendingTellsWhichLeasesAreGone() throws Exception {
        LeaseKey gone = new LeaseKey(UUID.randomUUID(), 8);
        scheduler.cancel(gone.taskId());

        assertThat(client.extend(List.of(KEY, gone)))
                .containsExactly(
                        new ExtendedLease(KEY.taskId(), 7, 200, null, null),
                        new ExtendedLease(gone.taskId(), 8, 409, null, null));
        assertThat(scheduler.nextCall("extend").query()).isEqualTo("lease=60s");
    }

    @Test
    void aLeaseThatIsGoneIsAnAnswer() throws Exception {
        scheduler.answer("start", 409);
        scheduler.answer("settle", 409);
        scheduler.answer("release", 409);

        assertThat(client.start(KEY)).isFalse();
        assertThat(client.settle(KEY.taskId(), BODY)).isEqualTo(SettleAnswer.STALE);
        assertThat(client.release(KEY)).isFalse();
    }

    @Test
    void aBodyTooLargeIsAnAnswer() throws Exception {
        scheduler.answer("settle", 413);

        assertThat(client.settle(KEY.taskId(), BODY)).isEqualTo(SettleAnswer.TOO_LARGE);
    }

    @Test
    void aKeyRefusedForASettlementMayBePutRight() {
        scheduler.answer("settle", 401);

        assertThatExceptionOfType(SchedulerUnavailable.class).isThrownBy(() -> client.settle(KEY.taskId(), BODY));
    }

    @Test
    void aRefusalTellsItsDetail() {
        scheduler.answer("pop", 403);

        assertThatExceptionOfType(SchedulerRefusal.class)
                .isThrownBy(() ->
                        client.pop(new PopRequest("default", 1, Duration.ZERO)).await())
                .withMessage("The scheduler answered 403: Refused by the test")
                .satisfies(refusal -> assertThat(refusal.isOfApiKey()).isTrue());
    }

    @Test
    void aServerThatCannotServeIsOutOfReachUntilItAnswers() throws Exception {
        scheduler.answer("start", 503);

        assertThatExceptionOfType(SchedulerUnavailable.class).isThrownBy(() -> client.start(KEY));
        nanos.set(Duration.ofSeconds(61).toNanos());
        assertThat(reachability.failingFor()).isEqualTo(Duration.ofSeconds(61));

        scheduler.answer("start", 409);
        client.start(KEY);
        assertThat(reachability.failingFor()).isZero();
    }

    @Test
    void aServerThatIsDownIsOutOfReachSinceTheFirstFailure() {
        scheduler.goDown();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.start(KEY));
        nanos.addAndGet(5);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.start(KEY));

        assertThat(reachability.failingFor()).isEqualTo(Duration.ofNanos(5));
    }
}
