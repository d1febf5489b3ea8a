package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.courier.ArrivalLog.Arrival;
import io.ordo.scheduler.testing.courier.HttpSink;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two whole schedulers dispatch one queue to an HTTP server, and one of them dies, stands still or is told to end.
 * Nothing is lost; what comes twice is what was on its way just then, under the same key.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchChaosIT.class);

    /** The proof that is asked for has a hundred thousand. */
    private static final int TASKS = Integer.getInteger("ordo.test.dispatches", 10_000);

    private static final int FEW = 2_000;

    /** More than one scheduler keeps for one place. */
    private static final int SHARED = 700;

    /** As many as one scheduler has on their way to one place at once. */
    private static final int UNDER_WAY = 32;

    /** The shortest there is, in seconds. */
    private static final int LEASE = 5;

    /** What is promised: so long after a scheduler was killed, another one has sent what it held. */
    private static final Duration RECOVERY = Duration.ofSeconds(LEASE + 5);

    /** What Compose grants. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration INSTANT = Duration.ofMillis(1);

    private final TwoSchedulers schedulers = new TwoSchedulers();
    private HttpSink sink;
    private Outgoing queue;

    @BeforeEach
    void begin() throws IOException {
        sink = new HttpSink();
        schedulers.start();
        queue = schedulers.queue(LEASE, "");
    }

    @AfterEach
    void leave() {
        sink.close();
        Invariants.assertHold(schedulers.database(), "after all");
    }

    @AfterAll
    void close() throws IOException {
        schedulers.close();
    }

    @Test
    void twoSchedulersSendEachTaskOnce() {
        queue.push(TASKS, sink.target("sync"));
        queue.awaitDone(PATIENCE);

        sink.log().assertOnce(queue.sent());
        assertThat(queue.attempts("succeeded")).isEqualTo(TASKS);
        assertThat(queue.attempts("lost") + queue.attempts("failed")).isZero();
        var shares = sink.log().bySender();
        LOG.info(
                "{} tasks in {}, of whom {}, handed back unsent {}",
                TASKS,
                sink.log().span(),
                shares,
                queue.attempts("released"));
        assertThat(shares).containsOnlyKeys("one", "other");
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isGreaterThan(TASKS / 20));
    }

    @Test
    void whatAKilledSchedulerHeldIsSentByAnother() {
        awaitManyUnderWay();

        var inFlight = inFlight("other");
        schedulers.child("other").kill();
        long killed = System.nanoTime();
        sink.release();
        queue.awaitDone(PATIENCE);

        var lost = queue.ended("lost");
        var recovery = Duration.ofNanos(sink.log().last(lost) - killed);
        LOG.info("{} tasks of a killed scheduler came within {} ms", lost.size(), recovery.toMillis());
        sink.log().assertDoublesAmong(queue.sent(), inFlight.keySet());
        assertThat(sink.log().doubles()).isEqualTo(inFlight.keySet());
        assertThat(lost).hasSizeGreaterThan(UNDER_WAY).containsAll(inFlight.keySet());
        assertThat(recovery).isLessThan(RECOVERY);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whenASchedulerIsKilledAtAnyMomentNothingIsLost(long seed) {
        int moment = new Random(seed).nextInt(FEW);
        queue.push(FEW, sink.target("sync"));
        await().atMost(PATIENCE).pollInterval(INSTANT).until(() -> sink.log().distinct() > moment);

        schedulers.child("other").kill();
        queue.awaitDone(PATIENCE);

        var lost = queue.ended("lost");
        LOG.info(
                "seed {}: {} lost, {} twice",
                seed,
                lost.size(),
                sink.log().doubles().size());
        sink.log().assertDoublesAmong(queue.sent(), lost);
    }

    @Test
    void aSchedulerThatStoodStillSendsNothingItHasLostMeanwhile() throws IOException {
        awaitManyUnderWay();

        var inFlight = inFlight("other");
        schedulers.child("other").pause();
        sink.release();
        queue.awaitDone(PATIENCE);
        schedulers.child("other").resume();
        awaitSending("other");

        sink.log().assertDoublesAmong(queue.sent(), inFlight.keySet());
        assertThat(sink.log().doubles()).isEqualTo(inFlight.keySet());
        assertThat(queue.ended("lost")).hasSizeGreaterThan(UNDER_WAY);
    }

    @Test
    void aSchedulerThatIsToldToEndFinishesWhatIsOnItsWay() throws IOException {
        awaitManyUnderWay();

        var ending = schedulers.child("other");
        ending.terminate();
        sink.release();
        await().atMost(STOP).until(() -> ending.exitCode().isPresent());
        queue.awaitDone(PATIENCE);

        assertThat(ending.exitCode().orElseThrow()).as(ending.output()).isEqualTo(143);
        sink.log().assertOnce(queue.sent());
        assertThat(queue.attempts("lost")).isZero();
    }

    @Test
    void whatAReceiverAcceptedIsItsOwnThoughTheSchedulerDies() {
        sink.answer(202);
        sink.hold();
        queue.push(SHARED, sink.target("async"));
        awaitTurns();
        sink.release();
        await().atMost(PATIENCE).until(() -> queue.accepted() == SHARED);
        sink.hold();
        queue.push(SHARED, sink.target("async"));
        awaitTurns();

        var inFlight = inFlight("other");
        schedulers.child("other").kill();
        sink.release();
        await().atMost(PATIENCE).until(() -> queue.accepted() == queue.sent().size());

        sink.log().assertDoublesAmong(queue.sent(), inFlight.keySet());
        assertThat(sink.log().doubles()).isEqualTo(inFlight.keySet());
        inFlight.forEach((_, first) -> assertThat(settle(first)).isEqualTo(409));
        var newest = sink.log().all().stream()
                .collect(Collectors.toMap(Arrival::key, arrival -> arrival, (_, later) -> later));
        newest.forEach((_, last) -> assertThat(settle(last)).isEqualTo(200));
        queue.awaitDone(PATIENCE);
    }

    @Test
    void aGateIsOpenedThoughWhoTriedItDied() {
        sink.stop();
        queue.push(FEW / 10, sink.target("sync"));
        await().atMost(PATIENCE).until(() -> queue.gated() == FEW / 10);
        sink.hold();
        sink.start();
        await().atMost(PATIENCE).pollInterval(INSTANT).until(() -> sink.log().distinct() > 0);

        var tried = sink.log().all().getFirst();
        schedulers.child(tried.from()).kill();
        var inFlight = new HashSet<>(inFlight(tried.from()).keySet());
        sink.release();
        queue.awaitDone(PATIENCE);

        sink.log().assertDoublesAmong(queue.sent(), inFlight);
        assertThat(sink.log().doubles()).contains(tried.key());
    }

    /** Both have as many on their way as may be, more wait for their turn, and nobody is answered. */
    private void awaitManyUnderWay() {
        sink.hold();
        queue.push(FEW, sink.target("sync"));
        awaitTurns();
    }

    private void awaitTurns() {
        await().atMost(PATIENCE)
                .until(() ->
                        inFlight("one").size() == UNDER_WAY && inFlight("other").size() == UNDER_WAY);
    }

    private Map<String, Arrival> inFlight(String from) {
        return sink.unanswered().stream()
                .filter(arrival -> arrival.from().equals(from))
                .collect(Collectors.toMap(Arrival::key, arrival -> arrival));
    }

    /** Its rounds go on, so what was to come of the past has come. */
    private void awaitSending(String from) {
        var later = new HttpSink();
        try (later) {
            var more = schedulers.queue(LEASE, "");
            more.push(FEW, later.target("sync"));
            more.awaitDone(PATIENCE);
            await().atMost(PATIENCE).until(() -> {
                more.push(1, later.target("sync"));
                return later.log().bySender().containsKey(from);
            });
            more.awaitDone(PATIENCE);
        }
    }

    /** As the receiver of an arrival does; the status it is told. */
    private int settle(Arrival arrival) {
        return schedulers
                .clients()
                .getFirst()
                .post(
                        "/api/v1/tasks/" + arrival.key() + "/settle",
                        "{\"fence\": " + arrival.fence() + ", \"outcome\": \"succeeded\"}")
                .status();
    }
}
