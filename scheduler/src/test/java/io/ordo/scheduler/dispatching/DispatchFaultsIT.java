package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.courier.ArrivalLog;
import io.ordo.scheduler.testing.courier.ArrivalLog.Arrival;
import io.ordo.scheduler.testing.courier.HttpSink;
import io.ordo.scheduler.testing.kafka.ChildBroker;
import io.ordo.scheduler.testing.redis.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Two whole schedulers dispatch to servers that are killed and come back, and lose their database. Nothing is lost;
 * what comes twice is what nobody could confirm, under the same key.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchFaultsIT {
    private static final int TASKS = 2_000;
    private static final int UNDER_WAY = 32;
    private static final int LEASE = 5;
    private static final int LONG_LEASE = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Slow enough that a server dies in the middle. */
    private static final String SLOWLY = ", \"rate\": {\"per_second\": 500, \"burst\": 100}";

    private final TwoSchedulers schedulers = new TwoSchedulers();

    @BeforeEach
    void begin() throws IOException {
        schedulers.start();
    }

    @AfterEach
    void leave() {
        Invariants.assertHold(schedulers.database(), "after all");
    }

    @AfterAll
    void close() throws IOException {
        schedulers.close();
    }

    @Test
    void whatNoAnswerCameForIsSentAgainWhenAnHttpServerComesBack() {
        try (var sink = new HttpSink()) {
            var queue = schedulers.queue(LEASE, "");
            awaitManyUnderWay(sink, queue);

            var inFlight = sink.unanswered().stream().map(Arrival::key).collect(Collectors.toSet());
            sink.stop();
            await().atMost(PATIENCE).until(() -> queue.gated() > 0);
            sink.release();
            sink.start();
            queue.awaitDone(PATIENCE);

            sink.log().assertDoublesAmong(queue.sent(), inFlight);
            assertThat(sink.log().doubles()).isEqualTo(inFlight).isEqualTo(queue.ended("failed"));
            assertThat(queue.attempts("lost")).isZero();
        }
    }

    /** One at a time over both, so that there is one order to be seen. */
    @Test
    void whatWaitedForAServerLeavesInTheOrderOfItsRank() {
        try (var sink = new HttpSink()) {
            var queue = schedulers.queue(LEASE, ", \"concurrency\": 1");
            sink.stop();
            queue.push(60, sink.target("sync"));
            await().atMost(PATIENCE).until(() -> queue.gated() == 60);

            sink.start();
            queue.awaitDone(PATIENCE);

            assertThat(sink.log().all()).extracting(Arrival::key).containsExactlyElementsOf(queue.sent());
            assertThat(queue.attempts("failed")).isZero();
        }
    }

    @Test
    void nothingIsLostWhenABrokerIsKilledAndComesBack() {
        try (var broker = ChildBroker.start()) {
            var topic = broker.topic("chaos");
            var queue = schedulers.queue(LEASE, SLOWLY);
            queue.push(TASKS, """
                    {"type": "kafka", "settings": {"host": "%s", "topic": "%s",
                     "headers": {"Scheduler-Name": {"secret": "NAME"}}}}
                    """.formatted(broker.bootstrap(), topic));
            await().atMost(PATIENCE).until(() -> queue.attempts("succeeded") > TASKS / 10);

            broker.kill();
            await().atMost(PATIENCE).until(() -> queue.gated() > 0);
            broker.restart();
            queue.awaitDone(PATIENCE);

            var log = new ArrivalLog();
            try (var reader = broker.read(topic)) {
                reader.untilEnd().forEach(record -> log.add(arrival(record)));
            }
            log.assertDoublesAmong(queue.sent(), queue.ended("failed"));
            assertThat(log.bySender()).containsOnlyKeys("one", "other");
            assertThat(queue.attempts("lost")).isZero();
        }
    }

    @Test
    void nothingIsLostWhenARedisIsKilledAndComesBack() {
        try (var redis = RedisServer.start()) {
            var queue = schedulers.queue(LEASE, SLOWLY);
            queue.push(
                    TASKS,
                    "{\"type\": \"redis\", \"settings\": {\"host\": \"%s\", \"stream\": \"chaos\"}}"
                            .formatted(redis.uri()));
            await().atMost(PATIENCE).until(() -> queue.attempts("succeeded") > TASKS / 10);

            redis.kill();
            await().atMost(PATIENCE).until(() -> queue.gated() > 0);
            redis.restart();
            queue.awaitDone(PATIENCE);

            var log = new ArrivalLog();
            redis.ask().xrange("chaos", Range.unbounded()).stream()
                    .map(entry -> arrival(entry.getBody()))
                    .forEach(log::add);
            log.assertDoublesAmong(queue.sent(), queue.ended("failed"));
            assertThat(queue.attempts("lost")).isZero();
        }
    }

    @Test
    void nothingComesTwiceWhenTheDatabaseIsBackBeforeLeasesEnd() {
        try (var sink = new HttpSink()) {
            var queue = schedulers.queue(LONG_LEASE, "");
            awaitManyUnderWay(sink, queue);

            schedulers.wire().cut();
            sink.release();
            await().atMost(PATIENCE)
                    .until(() -> sink.unanswered().isEmpty() && sink.log().distinct() > 4 * UNDER_WAY);
            assertThat(queue.attempts("succeeded")).isZero();
            schedulers.wire().mend();
            queue.awaitDone(PATIENCE);

            sink.log().assertOnce(queue.sent());
            assertThat(queue.attempts("lost")).isZero();
        }
    }

    @Test
    void nothingIsLostWhenTheDatabaseIsAwayForLongerThanLeases() {
        try (var sink = new HttpSink()) {
            var queue = schedulers.queue(LEASE, "");
            awaitManyUnderWay(sink, queue);

            schedulers.wire().cut();
            await().atMost(PATIENCE).until(() -> queue.leased() > 0 && queue.expired() == queue.leased());
            sink.release();
            await().atMost(PATIENCE).until(() -> sink.unanswered().isEmpty());
            schedulers.wire().mend();
            queue.awaitDone(PATIENCE);

            var inFlight = sink.log().all().subList(0, 2 * UNDER_WAY).stream()
                    .map(Arrival::key)
                    .collect(Collectors.toSet());
            sink.log().assertDoublesAmong(queue.sent(), inFlight);
        }
    }

    private static void awaitManyUnderWay(HttpSink sink, Outgoing queue) {
        sink.hold();
        queue.push(TASKS, sink.target("sync"));
        await().atMost(PATIENCE).until(() -> sink.unanswered().size() == 2 * UNDER_WAY);
    }

    private static Arrival arrival(Map<String, String> entry) {
        return new Arrival(
                Objects.requireNonNull(entry.get("idempotency_key")),
                Long.parseLong(entry.get("fence")),
                Integer.parseInt(entry.get("attempt")),
                "",
                0);
    }

    private static Arrival arrival(ConsumerRecord<String, String> record) {
        return new Arrival(
                header(record, "idempotency-key"),
                Long.parseLong(header(record, "ordo-fence")),
                Integer.parseInt(header(record, "ordo-attempt")),
                header(record, "Scheduler-Name"),
                record.timestamp());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
