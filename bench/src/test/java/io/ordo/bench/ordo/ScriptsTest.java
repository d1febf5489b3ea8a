package io.ordo.bench.ordo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Endpoint;
import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.Load;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Script;
import io.ordo.bench.ordo.BenchQueue.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every script against a scheduler in memory: nothing is lost, and the ledger knows everything. */
class ScriptsTest {
    private final Ledger ledger = new Ledger();
    private StubScheduler scheduler;
    private BenchQueue queue;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        scheduler = new StubScheduler();
        queue = new BenchQueue(scheduler.endpoint(), Kind.ORDINARY, ledger);
        queue.make();
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void theQueueIsFilledAndDrained() throws Exception {
        var stock = new Stock(queue);
        stock.fill(2500);
        assertThat(queue.size()).isEqualTo(3000);
        assertThat(ledger.queued()).isEqualTo(3000);

        stock.drain();
        assertThat(queue.size()).isZero();
        assertEverythingIsCompleted();
    }

    @Test
    void workersSettleWithTheNextPopAndBeforeTheyGo() throws Exception {
        new Stock(queue).fill(1000);
        var meter = Meter.untimed();
        run(8, meter, () -> new Worker(queue, 1, meter));

        assertThat(meter.count()).isEqualTo(1000);
        assertEverythingIsCompleted();
    }

    @Test
    void workersOfTwoStepsSettleEachTask() throws Exception {
        new Stock(queue).fill(1000);
        var meter = Meter.untimed();
        run(8, meter, () -> new TwoStepWorker(queue, meter));

        assertThat(meter.count()).isEqualTo(1000);
        assertEverythingIsCompleted();
    }

    @Test
    void singlePushesAreCounted() throws Exception {
        var meter = Meter.untimed();
        var requests = new AtomicLong(100);
        run(8, meter, () -> new Submitter(queue, 1, requests, meter));

        assertThat(meter.count()).isEqualTo(100);
        assertThat(scheduler.pushed).hasValue(100);
    }

    @Test
    void tasksAreOfTheTenantsOfTheirQueueByTurns() {
        var body = new Bytes();
        Submitter.write(body, 3, 19, 20);
        var written = body.toString();

        assertThat(written).startsWith("[{\"payload\":{\"n\":19,").endsWith("}]");
        assertThat(Pattern.compile("owner_id\":\"([^\"]+)\"")
                        .matcher(written)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("tenant-19", "tenant-0", "tenant-1");
    }

    @Test
    void aChurnKeepsTheBacklog() throws Exception {
        new Stock(queue).fill(1000);
        var meter = new Meter(Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(100));
        run(4, meter, () -> new Churner(queue, 100, meter));

        assertThat(meter.count()).isPositive();
        assertThat(queue.size()).isEqualTo(1000);
        assertThat(ledger.queued()).isEqualTo(1000);
    }

    @Test
    void anErrandEndsWithEveryTaskArrivedAndEveryWorkerSentHome() throws Exception {
        var errand = new Errand(5, 20, Duration.ofMillis(5));
        Errands.run(queue, errand);

        assertThat(errand.isDone()).isTrue();
        assertThat(errand.quantile(0.5)).isPositive().isLessThanOrEqualTo(errand.quantile(0.99));
        assertEverythingIsCompleted();
    }

    @Test
    void aTaskHandedOutTwiceIsSeen() throws Exception {
        new Stock(queue).fill(1000);
        scheduler.handsOutTwice = true;
        var meter = new Meter(Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(100));
        run(4, meter, () -> new Worker(queue, 100, meter));

        assertThat(ledger.mismatches()).isNotEmpty();
    }

    @Test
    void aRefusedKeyEndsTheLoad() {
        var stranger = new BenchQueue(new Endpoint(scheduler.endpoint().port(), "another-key"), Kind.ORDINARY, ledger);

        assertThatThrownBy(() -> new Stock(stranger).fill(1))
                .isInstanceOf(LoadFailedException.class)
                .hasMessageContaining("401");
    }

    private void run(int connections, Meter meter, Supplier<Script> script) throws IOException {
        Load.run(queue.endpoint(), Stream.generate(script).limit(connections).toList(), meter);
    }

    private void assertEverythingIsCompleted() {
        assertThat(scheduler.completed).hasValue(scheduler.pushed.get());
        ledger.close(scheduler.pushed.get(), scheduler.completed.get());
        assertThat(ledger.mismatches()).isEmpty();
    }
}
