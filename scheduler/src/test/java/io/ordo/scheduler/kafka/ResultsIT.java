package io.ordo.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.kafka.Broker;
import io.ordo.scheduler.testing.kafka.Readers;
import io.ordo.scheduler.testing.kafka.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results that come in over a topic, of tasks that went out over one. */
@Timeout(180)
class ResultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Broker BROKER = Broker.running();

    private final String work = BROKER.topic("work-" + UUID.randomUUID());
    private final String results = BROKER.topic("results-" + UUID.randomUUID());
    private final TopicWriter answers = BROKER.write(results);
    private final Readers readers = BROKER.readers(results);
    private final TestScheduler scheduler = TestScheduler.start(
            Servers.newDatabase(),
            Map.of("ordo.kafka.bootstrap", BROKER.bootstrap(), "ordo.kafka.results-topic", results));
    private final Client client = scheduler.client();

    @BeforeEach
    void makeRoomForDeadLetters() {
        BROKER.topic(results + "-dead");
    }

    @AfterEach
    void leave() {
        scheduler.close();
        answers.close();
        readers.close();
    }

    @Test
    void aReceiverAnswersWithTheHeadersItWasGiven() {
        var done = push("{}");
        var failed = push("{\"max_retries\": 0}");

        answer(sent(done), "{\"outcome\": \"succeeded\", \"result\": {\"rows\": 3}}");
        answer(sent(failed), "{\"outcome\": \"failed\", \"reason\": \"no_paper\", \"error\": \"Out of paper.\"}");
        awaitDone();

        assertThat(task(done).at("status")).isEqualTo("completed");
        assertThat(task(done).at("attempts.0.result.rows")).isEqualTo(3);
        assertThat(task(failed).at("status")).isEqualTo("failed");
        assertThat(task(failed).at("attempts.0.reason")).isEqualTo("no_paper");
        assertThat(letters()).isZero();
    }

    @Test
    void untilItIsAnsweredATaskIsItsReceivers() {
        var id = push("{}");
        var record = sent(id);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(task(id).at("status")).isEqualTo("running"));

        answers.write(1, """
                {"task_id": "%s", "fence": %s, "outcome": "succeeded"}
                """.formatted(id, text(record, "ordo-fence")));
        awaitDone();

        assertThat(task(id).at("status")).isEqualTo("completed");
    }

    @Test
    void aResultThatComesTooLateIsKeptAndOneOfAnUnknownTaskIsPutAside() {
        var id = push("{}");
        var record = sent(id);
        answer(record, "{\"outcome\": \"succeeded\"}");
        answer(record, "{\"outcome\": \"succeeded\"}");
        awaitDone();
        assertThat(task(id).at("status")).isEqualTo("completed");

        answer(record, "{\"outcome\": \"failed\", \"reason\": \"second_thoughts\"}");
        answers.write(0, "{\"task_id\": \"" + id + "\", \"fence\": 99, \"outcome\": \"succeeded\"}");
        awaitDone();
        assertThat(task(id).at("status")).isEqualTo("completed");
        assertThat(client.get("/api/v1/tasks/" + id + "/late-results").size("items"))
                .isEqualTo(2);
        assertThat(letters()).isZero();

        answers.write(0, "{\"task_id\": \"" + UUID.randomUUID() + "\", \"fence\": 1, \"outcome\": \"succeeded\"}");
        answers.write(0, "{\"outcome\": \"succeeded\"}");
        answers.write(0, null, bytes("{\"outcome\": \"done\"}"), Map.of("ordo-task", id, "ordo-fence", "first"));
        awaitDone();
        try (var reader = BROKER.read(results + "-dead")) {
            assertThat(reader.untilEnd().stream().map(letter -> text(letter, "ordo-error-code")))
                    .containsExactlyInAnyOrder("task_unknown", "invalid_fields", "invalid_fields");
            assertThat(reader.untilEnd().stream().map(letter -> text(letter, "ordo-error")))
                    .anyMatch(error -> error.contains("fence: Must be a number."));
        }
    }

    private String push(String retry) {
        var pushed = client.post("/api/v1/queues/dispatch/push", """
                {"payload": {"a": 1}, "retry_policy": %s,
                 "target": {"type": "kafka", "settings": {"topic": "%s", "mode": "async"}}}
                """.formatted(retry, work));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        return pushed.text("id");
    }

    /** What a receiver got of a task. */
    private ConsumerRecord<String, String> sent(String id) {
        try (var reader = BROKER.read(work)) {
            return reader
                    .until(records ->
                            records.stream().anyMatch(record -> record.key().equals(id)))
                    .stream()
                    .filter(record -> record.key().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void answer(ConsumerRecord<String, String> record, String body) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        answers.write(2, null, bytes(body), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<String, String> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private void awaitDone() {
        await().atMost(PATIENCE).until(() -> readers.behind() == 0);
    }

    private int letters() {
        try (var reader = BROKER.read(results + "-dead")) {
            return reader.untilEnd().size();
        }
    }

    private Answer task(String id) {
        return client.get("/api/v1/tasks/" + id);
    }
}
