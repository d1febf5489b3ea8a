package io.ordo.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.kafka.ChildBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands while what they come from, or where they go, is killed: each becomes one task. */
@Timeout(240)
class InboxFaultsIT {
    private static final int COMMANDS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofMillis(5);
    private static final ChildBroker BROKER = ChildBroker.start();

    /** The numbers of all tasks, each as often as there is a task of it. */
    private static final String LEDGER = """
            SELECT cast(payload ->> 'number' AS integer) AS number
            FROM task
            """;

    private static final String CUT = """
            SELECT count(pg_terminate_backend(pid)) AS cut
            FROM pg_stat_activity
            WHERE datname = current_database()
              AND pid <> pg_backend_pid()
            """;

    @TempDir
    private Path directory;

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void eachBecomesOneTaskWhenTheBrokerIsKilledAndComesBack() throws IOException {
        String topic = topic("killed");
        try (var scheduler = scheduler(topic)) {
            write(topic);
            awaitSome(scheduler, COMMANDS / 8);
            BROKER.kill();
            assertThat(ledger(scheduler)).hasSizeLessThan(COMMANDS);
            BROKER.restart();
            awaitAll(scheduler, topic);
        }
    }

    @Test
    void eachBecomesOneTaskWhenConnectionsToTheDatabaseAreCut() throws IOException {
        String topic = topic("cut");
        try (var scheduler = scheduler(topic)) {
            write(topic);
            for (int part = 1; part <= 4; part++) {
                awaitSome(scheduler, part * COMMANDS / 8);
                assertThat(cut(scheduler)).isPositive();
            }
            assertThat(ledger(scheduler)).hasSizeLessThan(COMMANDS);
            awaitAll(scheduler, topic);
        }
    }

    private static void awaitSome(TestScheduler scheduler, int least) {
        await().atMost(PATIENCE)
                .pollInterval(SOON)
                .ignoreExceptions()
                .until(() -> ledger(scheduler).size() >= least);
    }

    private static void awaitAll(TestScheduler scheduler, String topic) {
        try (var readers = BROKER.readers(topic);
                var letters = BROKER.read(topic + "-dead")) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> readers.behind() == 0);
            var ledger = ledger(scheduler);
            assertThat(ledger).hasSize(COMMANDS);
            assertThat(new HashSet<>(ledger)).hasSize(COMMANDS);
            assertThat(letters.untilEnd()).isEmpty();
        }
    }

    /** Reads ten at a time, so that there is always something under way. */
    private TestScheduler scheduler(String topic) throws IOException {
        var properties = Files.writeString(directory.resolve("kafka.properties"), "max.poll.records=10\n");
        return TestScheduler.start(
                Servers.newDatabase(),
                Map.of(
                        "ordo.kafka.bootstrap",
                        BROKER.bootstrap(),
                        "ordo.kafka.commands-topic",
                        topic,
                        "ordo.kafka.properties",
                        properties.toString()));
    }

    private static String topic(String name) {
        String topic = BROKER.topic(name + "-" + UUID.randomUUID());
        BROKER.topic(topic + "-dead");
        return topic;
    }

    private static void write(String topic) {
        try (var writer = BROKER.write(topic)) {
            writer.write(IntStream.range(0, COMMANDS)
                    .mapToObj(number -> "{\"queue\": \"default\", \"payload\": {\"number\": " + number + "}}")
                    .toList());
        }
    }

    private static List<Integer> ledger(TestScheduler scheduler) {
        return scheduler.bean(Database.class).query(LEDGER, Parameters.NONE, row -> row.getInt("number"));
    }

    private static int cut(TestScheduler scheduler) {
        return scheduler
                .bean(Database.class)
                .queryOne(CUT, Parameters.NONE, row -> row.getInt("cut"))
                .orElseThrow();
    }
}
