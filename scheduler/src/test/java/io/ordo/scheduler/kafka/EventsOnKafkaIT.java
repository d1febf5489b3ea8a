package io.ordo.scheduler.kafka;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.exceptions.NoSuchBeanException;
import io.ordo.scheduler.app.StartRefused;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.receiving.Receiver;
import io.ordo.scheduler.relaying.EventRelay;
import io.ordo.scheduler.relaying.RelayCursors;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.kafka.Broker;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class EventsOnKafkaIT {
    private static final int TASKS = 100;

    @Test
    void twoSchedulersAndABrokerThatStopsTellAllAndKeepTheOrderOfEachTask() {
        var broker = Broker.running();
        var database = Servers.newDatabase();
        var settings = Map.<String, Object>of(
                "ordo.kafka.bootstrap", broker.bootstrap(), "ordo.kafka.events-topic", broker.topic("ordo.events"));
        try (var stays = TestScheduler.start(database, settings);
                var reader = broker.read("ordo.events")) {
            await().until(() -> stays.bean(RelayCursors.class).oldest().isPresent());
            try (var leaves = TestScheduler.start(database, settings)) {
                push(leaves.client());
                broker.stop();
                work(leaves.client());
                push(stays.client());
                broker.start();
            }
            work(stays.client());
            var numbers = numbers(stays);

            var records = reader.until(read -> numbersOf(read).equals(numbers));

            assertThat(records.stream().collect(groupingBy(ConsumerRecord::key)))
                    .hasSize(2 * TASKS)
                    .allSatisfy((task, told) -> {
                        assertThat(firstsOf(told)).isSorted();
                        assertThat(told.getLast().value()).contains("\"type\":\"task_completed\"", task);
                    });
            assertThat(records.stream()
                            .collect(groupingBy(EventsOnKafkaIT::number, mapping(ConsumerRecord::value, toSet())))
                            .values())
                    .as("what is told twice is the same")
                    .allMatch(texts -> texts.size() == 1);
            assertThat(records.getFirst().value())
                    .startsWith("{\"number\":" + number(records.getFirst()) + ",\"type\":\"task_queued\",\"at\":\"")
                    .contains("\"queue\":\"default\",\"job_id\":null,\"task_id\":\"");
        }
    }

    @Test
    void withoutKafkaNothingOfItIsMade() {
        try (var scheduler = TestScheduler.withoutLoops(Servers.newDatabase())) {
            for (var type : List.of(EventRelay.class, KafkaCluster.class, Receiver.class)) {
                assertThatThrownBy(() -> scheduler.bean(type)).isInstanceOf(NoSuchBeanException.class);
            }
        }
    }

    @Test
    void aFileOfPropertiesThatIsNotThereEndsTheStart() {
        var settings = Map.<String, Object>of(
                "ordo.loops",
                "false",
                "ordo.kafka.bootstrap",
                "localhost:9092",
                "ordo.kafka.properties",
                "no/such.file");
        assertThatThrownBy(() -> TestScheduler.start(Servers.newDatabase(), settings))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("ORDO_KAFKA_PROPERTIES must be a file");
    }

    private static void push(Client client) {
        String tasks =
                Collections.nCopies(TASKS, "{\"payload\": {}}").stream().collect(Collectors.joining(",", "[", "]"));
        assertThat(client.post("/api/v1/queues/default/push", tasks).status()).isEqualTo(201);
    }

    private static void work(Client client) {
        var popped = client.post("/api/v1/queues/default/pop?limit=" + TASKS);
        assertThat(popped.size("results")).isEqualTo(TASKS);
        String ends = IntStream.range(0, TASKS)
                .mapToObj(task -> "{\"task_id\": \"%s\", \"fence\": %s, \"outcome\": \"succeeded\"}"
                        .formatted(
                                popped.text("results." + task + ".id"),
                                popped.text("results." + task + ".lease.fence")))
                .collect(Collectors.joining(",", "{\"settle\": [", "]}"));
        assertThat(client.post("/api/v1/queues/default/pop?wait=0", ends).size("settled"))
                .isEqualTo(TASKS);
    }

    private static Set<Long> numbers(TestScheduler scheduler) {
        return new HashSet<>(scheduler
                .bean(Database.class)
                .query("SELECT number FROM event", Parameters.NONE, row -> row.getLong("number")));
    }

    private static Set<Long> numbersOf(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(EventsOnKafkaIT::number).collect(toSet());
    }

    /** Each number where it came first. */
    private static List<Long> firstsOf(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(EventsOnKafkaIT::number).distinct().collect(toList());
    }

    private static long number(ConsumerRecord<String, String> record) {
        return Long.parseLong(new String(record.headers().lastHeader("number").value(), StandardCharsets.UTF_8));
    }
}
