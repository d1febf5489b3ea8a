package io.ordo.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.relaying.TopicAway;
import io.ordo.scheduler.testing.kafka.Broker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaTopicIT {
    private static final Broker BROKER = Broker.running();
    private static final UUID TASK = new UUID(1, 1);
    private static final UUID JOB = new UUID(2, 2);

    @Test
    void anEventIsKeyedByItsTaskAndTellsItsTypeAndNumberInHeaders() {
        String name = BROKER.topic("keyed");
        try (var topic = topic(name);
                var reader = BROKER.read(name)) {
            topic.send(List.of(
                    new Event(7, "task_queued", Instant.EPOCH, "default", JOB, TASK, "{}"),
                    new Event(8, "job_created", Instant.EPOCH, "default", JOB, null, "{}")));
            var records = reader.until(read -> read.size() == 2);
            assertThat(records)
                    .extracting(ConsumerRecord::key, KafkaTopicIT::headers, ConsumerRecord::value)
                    .containsExactlyInAnyOrder(
                            tuple(TASK.toString(), List.of("type=task_queued", "number=7"), "event 7"),
                            tuple(JOB.toString(), List.of("type=job_created", "number=8"), "event 8"));
        }
    }

    @Test
    void aPageIsConfirmedAsAWholeAndKeepsItsOrder() {
        String name = BROKER.topic("ordered");
        try (var topic = topic(name);
                var reader = BROKER.read(name)) {
            topic.send(IntStream.range(0, 500).mapToObj(KafkaTopicIT::event).toList());
            assertThat(reader.until(read -> read.size() == 500).stream()
                            .map(record -> Integer.parseInt(record.value().substring("event ".length()))))
                    .isSorted();
        }
    }

    @Test
    void nothingIsSentBehindARecordThatIsRefused() {
        String name = BROKER.topic("refusing");
        try (var producer = new ConfirmedProducer<String>(
                        () -> new KafkaProducer<>(cluster().producer()));
                var reader = BROKER.read(name)) {
            var tooLarge = new ProducerRecord<>(name, "key", "x".repeat(2 << 20));
            assertThatThrownBy(() -> producer.send(List.of(
                            new ProducerRecord<>(name, "key", "1"), tooLarge, new ProducerRecord<>(name, "key", "3"))))
                    .isInstanceOf(TopicAway.class)
                    .hasMessageContaining("larger than");
            producer.send(List.of(new ProducerRecord<>(name, "key", "end")));
            assertThat(reader.until(
                            read -> !read.isEmpty() && read.getLast().value().equals("end")))
                    .extracting(ConsumerRecord::value)
                    .doesNotContain("3");
        }
    }

    private static KafkaCluster cluster() {
        return KafkaCluster.at(BROKER.bootstrap(), "");
    }

    private static KafkaTopic topic(String name) {
        return new KafkaTopic(name, cluster(), event -> "event " + event.number());
    }

    private static Event event(int number) {
        return new Event(number, "task_queued", Instant.EPOCH, "default", null, TASK, "{}");
    }

    private static List<String> headers(ConsumerRecord<String, String> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
