package io.ordo.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.kafka.Broker;
import io.ordo.scheduler.testing.kafka.Readers;
import io.ordo.scheduler.testing.kafka.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Tasks that come in over a topic, by whole schedulers. */
@Timeout(180)
class CommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Broker BROKER = Broker.running();

    private final DatabaseAddress database = Servers.newDatabase();
    private final String topic = BROKER.topic("commands-" + UUID.randomUUID());
    private final TopicWriter writer = BROKER.write(topic);
    private final Readers readers = BROKER.readers(topic);

    @AfterEach
    void leave() {
        writer.close();
        readers.close();
    }

    @Test
    void aCommandMakesTheTaskThatAPushWouldMake() {
        BROKER.topic(topic + "-dead");
        var before = UUID.randomUUID();
        var id = UUID.randomUUID();
        try (var scheduler = scheduler()) {
            writer.write(0, command("\"id\": \"" + before + "\", \"payload\": {}"));
            writer.write(0, command("""
                    "id": "%s", "payload": {"rows": 3}, "owner_id": "shop", "priority": 2, "hash": "seven",
                    "retry_policy": {"max_retries": 5, "retry_delay": 7, "backoff_factor": 1.5}, "timeout": "90s",
                    "not_before": "2999-01-01T00:00:00Z", "deadline": "2999-01-02T00:00:00Z",
                    "data_at": "2020-01-01T00:00:00Z", "after": ["%s"]
                    """.formatted(id, before)));
            awaitDone();

            var task = scheduler.client().get("/api/v1/tasks/" + id);
            assertThat(task.status()).as(task.body()).isEqualTo(200);
            assertThat(task.at("queue")).isEqualTo("default");
            assertThat(task.at("status")).isEqualTo("pending");
            assertThat(task.at("payload.rows")).isEqualTo(3);
            assertThat(task.at("owner_id")).isEqualTo("shop");
            assertThat(task.at("priority")).isEqualTo(2);
            assertThat(task.at("hash")).isEqualTo("seven");
            assertThat(task.at("retry_policy.max_retries")).isEqualTo(5);
            assertThat(task.text("timeout")).startsWith("90");
            assertThat(letters()).isEmpty();
        }
    }

    @Test
    void whatIsReadAgainIsDoneOnce() {
        BROKER.topic(topic + "-dead");
        var given = UUID.randomUUID();
        try (var first = scheduler()) {
            writer.write(IntStream.range(0, 300)
                    .mapToObj(number -> command("\"payload\": {\"number\": " + number + "}"))
                    .toList());
            writer.write(1, command("\"id\": \"" + given + "\", \"payload\": {\"a\": 1, \"b\": [2.50]}"));
            writer.write(2, command("\"payload\": {\"b\":[2.50],\"a\":1}, \"id\": \"" + given + "\""));
            awaitDone();
            assertThat(tasks(first.client())).isEqualTo(301);
        }
        assertThat(readers.members()).as("who stops leaves").isZero();
        readers.rewind();
        assertThat(readers.behind()).isEqualTo(302);
        try (var second = scheduler()) {
            awaitDone();
            assertThat(tasks(second.client())).isEqualTo(301);
            assertThat(letters()).isEmpty();

            writer.write(0, command("\"id\": \"" + given + "\", \"payload\": {\"a\": 2}"));
            awaitDone();
            assertThat(tasks(second.client())).isEqualTo(301);
            assertThat(codes()).containsExactly("task_exists");
        }
    }

    /** The same text is sealed in another way each time. */
    @Test
    void aTargetWithATextThatIsSealedIsTheSameWhenItComesAgain() {
        BROKER.topic(topic + "-dead");
        var id = UUID.randomUUID();
        var masterKey = Map.<String, Object>of("ordo.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        try (var scheduler = scheduler(masterKey)) {
            scheduler.client().post("/api/v1/queues/dispatch/pause", "{}");
            writer.write(0, sealed(id, "Bearer one"));
            writer.write(0, sealed(id, "Bearer one"));
            awaitDone();
            assertThat(letters()).isEmpty();

            writer.write(0, sealed(id, "Bearer other"));
            awaitDone();
            assertThat(codes()).containsExactly("task_exists");
            assertThat(tasks(scheduler.client(), "dispatch")).isEqualTo(1);
        }
    }

    private static String sealed(UUID id, String authorization) {
        return """
                {"queue": "dispatch", "id": "%s", "payload": {}, "target": {"type": "rest", "settings": {
                 "url": "https://example.com/hook", "headers": {"Authorization": "%s"}}}}
                """.formatted(id, authorization);
    }

    @Test
    void whatNobodyUnderstandsIsPutAsideAndHoldsUpNothing() {
        BROKER.topic(topic + "-dead");
        try (var scheduler = scheduler(Map.of("ordo.max-settlement-size", "2048"))) {
            writer.write(0, command("\"payload\": {\"number\": 1}"));
            writeNonsense();
            writer.write(0, command("\"payload\": {\"number\": 2}"));
            awaitDone();

            assertThat(tasks(scheduler.client())).isEqualTo(2);
            assertThat(codes())
                    .containsExactlyInAnyOrder(
                            "not_json",
                            "body_missing",
                            "queue_unknown",
                            "invalid_fields",
                            "invalid_fields",
                            "invalid_fields",
                            "after_unknown",
                            "body_too_large",
                            "invalid_fields");
        }
    }

    private void writeNonsense() {
        byte[] noText = {(byte) 0xC3, (byte) 0x28};
        writer.write(0, null, noText, Map.of());
        writer.write(0, null, null, Map.of());
        writer.write(0, "{\"queue\": \"nowhere\", \"payload\": {}}");
        writer.write(0, "{\"payload\": {}}");
        writer.write(0, command("\"payload\": {}, \"colour\": \"red\""));
        writer.write(0, "{\"queue\": \"dispatch\", \"payload\": {}}");
        writer.write(0, command("\"payload\": {}, \"after\": [\"" + UUID.randomUUID() + "\"]"));
        writer.write(0, command("\"payload\": {\"long\": \"" + "x".repeat(2048) + "\"}"));
        writer.write(0, "[]");
    }

    @Test
    void aDeadLetterIsAsItCameAndSaysWhatIsWrongAndWhereItStood() {
        BROKER.topic(topic + "-dead");
        try (var _ = scheduler()) {
            writer.write(1, command("\"payload\": {}"));
            var broken = writer.write(1, "the key", "{\"queue\": ".getBytes(StandardCharsets.UTF_8), Map.of("a", "b"));
            awaitDone();

            var letter = letters().getFirst();
            assertThat(letter.key()).isEqualTo("the key");
            assertThat(letter.value()).isEqualTo("{\"queue\": ");
            assertThat(header(letter, "a")).isEqualTo("b");
            assertThat(header(letter, "ordo-error")).startsWith("The body is not JSON at line 1");
            assertThat(header(letter, "ordo-topic")).isEqualTo(topic);
            assertThat(header(letter, "ordo-partition")).isEqualTo("1");
            assertThat(header(letter, "ordo-offset")).isEqualTo(Long.toString(broken.offset()));
        }
    }

    @Test
    void withoutItsTopicADeadLetterStopsItsPartitionAndNothingIsSkipped() {
        try (var scheduler = scheduler()) {
            writer.write(0, command("\"payload\": {\"number\": 1}"));
            writer.write(0, "poison");
            writer.write(0, "poison");
            await().atMost(PATIENCE).until(() -> readers.done(0) == 1);
            writer.write(1, command("\"payload\": {\"number\": 2}"));
            await().atMost(PATIENCE).until(() -> readers.done(1) == 1);
            assertThat(readers.done(0)).isEqualTo(1);

            BROKER.topic(topic + "-dead");
            writer.write(0, command("\"payload\": {\"number\": 3}"));
            awaitDone();

            assertThat(tasks(scheduler.client())).isEqualTo(3);
            assertThat(letters().stream().map(ConsumerRecord::value)).contains("poison", "poison");
        }
    }

    @Test
    void aFullQueueIsWaitedForInTheOrderOfThePartition() {
        BROKER.topic(topic + "-dead");
        try (var scheduler = scheduler()) {
            var client = scheduler.client();
            assertThat(client.post("/api/v1/queues", "{\"id\": \"small\", \"maxsize\": 2}")
                            .status())
                    .isEqualTo(201);
            for (int number = 0; number < 5; number++) {
                writer.write(0, "{\"queue\": \"small\", \"payload\": {\"number\": " + number + "}}");
            }
            writer.write(0, "{\"queue\": \"small\", \"priority\": 1, \"payload\": {\"number\": 5}}");
            await().atMost(PATIENCE).until(() -> readers.done(0) == 2);
            writer.write(1, command("\"payload\": {}"));
            await().atMost(PATIENCE).until(() -> readers.done(1) == 1);
            assertThat(tasks(client, "small")).as("none has passed").isEqualTo(2);

            assertThat(numbers(client, 2)).containsExactly(0, 1);
            await().atMost(PATIENCE).until(() -> readers.done(0) == 4);
            assertThat(numbers(client, 2)).containsExactly(2, 3);
            awaitDone();

            assertThat(numbers(client, 2)).containsExactlyInAnyOrder(4, 5);
            assertThat(letters()).isEmpty();
        }
    }

    @Test
    void whatHoldsUpMessagesIsSaidOnceWhenItBeginsAndOnceWhenItIsOver() {
        var logger = (Logger) LoggerFactory.getLogger("io.ordo.scheduler.receiving");
        var logged = new ListAppender<ILoggingEvent>();
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        logger.addAppender(logged);
        try (var _ = scheduler()) {
            writer.write(0, "poison");
            writer.write(1, "poison");
            await().atMost(PATIENCE).until(() -> !logged.list.isEmpty());
            BROKER.topic(topic + "-dead");
            awaitDone();
        } finally {
            logger.detachAppender(logged);
        }
        assertThat(logged.list.stream().map(event -> event.getFormattedMessage().split(" ", 2)[0]))
                .containsOnlyOnce("messages_wait", "messages_go_on");
    }

    @Test
    void whatWaitsForAnotherOfTheSameBatchFindsIt() {
        BROKER.topic(topic + "-dead");
        var ids = IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
        writer.write(0, command("\"payload\": {}, \"id\": \"" + ids.getFirst() + "\""));
        for (int place = 1; place < ids.size(); place++) {
            writer.write(
                    0,
                    command("\"payload\": {}, \"id\": \"%s\", \"after\": [\"%s\"]"
                            .formatted(ids.get(place), ids.get(place - 1))));
            writer.write(0, command("\"payload\": {}, \"id\": \"" + ids.getFirst() + "\""));
        }
        try (var scheduler = scheduler()) {
            awaitDone();
            assertThat(letters()).isEmpty();
            assertThat(scheduler.client().get("/api/v1/queues/default").at("pending"))
                    .isEqualTo(19);
        }
    }

    @Test
    void aTaskOfTheSameHashIsChangedOrPutAsideAsThePushWouldBe() {
        BROKER.topic(topic + "-dead");
        try (var scheduler = scheduler()) {
            writer.write(0, command("\"hash\": \"h\", \"payload\": {\"a\": 1}"));
            writer.write(0, command("\"hash\": \"h\", \"payload\": {\"a\": 1}"));
            writer.write(0, command("\"hash\": \"h\", \"payload\": {\"a\": 2}"));
            awaitDone();

            assertThat(tasks(scheduler.client())).isEqualTo(1);
            assertThat(codes()).containsExactly("task_queued");
        }
    }

    @Test
    void schedulersShareATopicAndTheirTasksAreNotDoubled() {
        BROKER.topic(topic + "-dead");
        try (var stays = scheduler()) {
            await().atMost(PATIENCE).until(() -> readers.members() == 1);
            try (var _ = scheduler()) {
                writer.write(ledger(0));
                await().atMost(PATIENCE).until(() -> readers.members() == 2);
                writer.write(ledger(1_000));
            }
            writer.write(ledger(2_000));
            awaitDone();

            assertThat(tasks(stays.client())).isEqualTo(3_000);
            assertThat(letters()).isEmpty();
        }
    }

    private static List<String> ledger(int from) {
        return IntStream.range(from, from + 1_000)
                .mapToObj(number -> command("\"payload\": {\"number\": " + number + "}"))
                .toList();
    }

    private static String command(String fields) {
        return "{\"queue\": \"default\", " + fields + "}";
    }

    private TestScheduler scheduler() {
        return scheduler(Map.of());
    }

    private TestScheduler scheduler(Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put("ordo.kafka.bootstrap", BROKER.bootstrap());
        settings.put("ordo.kafka.commands-topic", topic);
        return TestScheduler.start(database, settings);
    }

    private void awaitDone() {
        await().atMost(PATIENCE).until(() -> readers.behind() == 0);
    }

    private static int tasks(Client client) {
        return tasks(client, "default");
    }

    private static int tasks(Client client, String queue) {
        return Integer.parseInt(client.get("/api/v1/queues/" + queue).text("size"));
    }

    /** Pops so many and ends them; their numbers in the order in which they were popped. */
    private static List<Object> numbers(Client client, int most) {
        var popped = client.post("/api/v1/queues/small/pop?limit=" + most);
        return IntStream.range(0, popped.size("results"))
                .mapToObj(place -> popped.at("results." + place + ".payload.number"))
                .toList();
    }

    private List<ConsumerRecord<String, String>> letters() {
        try (var reader = BROKER.read(topic + "-dead")) {
            return reader.untilEnd();
        }
    }

    private List<String> codes() {
        return letters().stream()
                .map(letter -> header(letter, "ordo-error-code"))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
