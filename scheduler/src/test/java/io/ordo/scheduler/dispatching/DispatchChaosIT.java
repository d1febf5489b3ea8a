package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.ChildScheduler;
import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.courier.HttpSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    private static final int TASKS = Integer.getInteger("ordo.test.dispatches", 10_000);
    private static final int FEW = 2_000;

    /** As many as one scheduler has on their way to one place at once. */
    private static final int UNDER_WAY = 32;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What is promised: so long after a scheduler was killed, another one has sent what it held. */
    private static final Duration RECOVERY = Duration.ofSeconds(Outgoing.LEASE + 5);

    /** What Compose grants. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Servers.DatabaseAddress address = Servers.newDatabase();
    private final TestScheduler observer = TestScheduler.withoutLoops(address);
    private final Database database = observer.bean(Database.class);
    private final ChildScheduler one = start("one");
    private ChildScheduler other;
    private HttpSink sink;
    private Outgoing queue;

    @BeforeEach
    void begin() {
        sink = new HttpSink();
        other = start("other");
        queue = Outgoing.make(List.of(one.client(), other.client()), database, "");
    }

    @AfterEach
    void leave() throws IOException {
        other.close();
        sink.close();
    }

    @AfterAll
    void close() throws IOException {
        one.close();
        observer.close();
    }

    private ChildScheduler start(String name) {
        try {
            return ChildScheduler.on(address, Map.of("ORDO_ALLOWED_ADDRESSES", "loopback", "ORDO_SECRET_NAME", name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void twoSchedulersSendEachTaskOnce() {
        queue.push(TASKS, sink.target("sync"));
        queue.awaitDone(PATIENCE);

        sink.log().assertOnce(queue.sent());
        assertThat(queue.attempts("succeeded")).isEqualTo(TASKS);
        assertThat(queue.attempts("lost") + queue.attempts("failed")).isZero();
        assertThat(sink.log().bySender()).containsOnlyKeys("one", "other");
        assertThat(sink.log().bySender().values())
                .allSatisfy(share -> assertThat(share).isGreaterThan(TASKS / 20));
        Invariants.assertHold(database, "no faults");
    }

    @Test
    void whatAKilledSchedulerHeldIsSentByAnother() throws IOException {
        awaitManyUnderWay();

        var inFlight = sink.unanswered();
        other.kill();
        long killed = System.nanoTime();
        sink.release();
        queue.awaitDone(PATIENCE);

        var lost = queue.ended("lost");
        var recovery = Duration.ofNanos(sink.log().last(lost) - killed);
        LOG.info("{} tasks of a killed scheduler came {} ms after", lost.size(), recovery.toMillis());
        sink.log().assertDoublesAmong(queue.sent(), inFlight);
        assertThat(sink.log().doubles()).hasSize(UNDER_WAY);
        assertThat(lost).hasSizeGreaterThan(UNDER_WAY);
        assertThat(recovery).isLessThan(RECOVERY);
        Invariants.assertHold(database, "killed");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whenASchedulerIsKilledAtAnyMomentNothingIsLost(long seed) throws IOException {
        var random = new Random(seed);
        queue.push(FEW, sink.target("sync"));
        int moment = random.nextInt(FEW);
        await("seed " + seed)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> sink.log().distinct() > moment);

        other.kill();
        queue.awaitDone(PATIENCE);

        sink.log().assertDoublesAmong(queue.sent(), queue.ended("lost"));
        assertThat(sink.log().doubles().size()).as("seed %d", seed).isLessThanOrEqualTo(FEW);
        Invariants.assertHold(database, "seed " + seed);
    }

    @Test
    void aSchedulerThatStoodStillSendsNothingItHasLostMeanwhile() throws IOException {
        awaitManyUnderWay();

        var inFlight = sink.unanswered();
        other.pause();
        sink.release();
        queue.awaitDone(PATIENCE);
        other.resume();
        var more = Outgoing.make(List.of(other.client()), database, "");
        more.push(1, sink.target("sync"));
        more.awaitDone(PATIENCE);

        var sent = new HashSet<>(queue.sent());
        sent.addAll(more.sent());
        sink.log().assertDoublesAmong(sent, inFlight);
        assertThat(queue.ended("lost")).containsAll(sink.log().doubles());
        Invariants.assertHold(database, "stood still");
    }

    @Test
    void aSchedulerThatIsToldToEndFinishesWhatIsOnItsWay() throws IOException {
        awaitManyUnderWay();

        other.terminate();
        sink.release();
        await().atMost(STOP).until(() -> other.exitCode().isPresent());
        queue.awaitDone(PATIENCE);

        assertThat(other.exitCode().orElseThrow()).as(other.output()).isEqualTo(143);
        sink.log().assertOnce(queue.sent());
        assertThat(queue.ended("lost")).isEmpty();
        Invariants.assertHold(database, "told to end");
    }

    /** Both have as many on their way as may be, more wait for their turn, and nobody is answered. */
    private void awaitManyUnderWay() {
        sink.hold();
        queue.push(FEW, sink.target("sync"));
        await().atMost(PATIENCE)
                .until(() -> sink.unanswered("one") == UNDER_WAY && sink.unanswered("other") == UNDER_WAY);
    }
}
