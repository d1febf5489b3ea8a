package io.ordo.scheduler.kafka;

import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.event.EventTexts;
import io.ordo.scheduler.relaying.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic of Kafka. The key of an event is the id of its task, or of its job when it is the job's: those of one key are
 * in one partition, and so in their order.
 */
public final class KafkaTopic implements Topic {
    private final String name;
    private final EventTexts texts;
    private final ConfirmedProducer<String> producer;

    public KafkaTopic(String name, KafkaCluster cluster, EventTexts texts) {
        this.name = name;
        this.texts = texts;
        this.producer = new ConfirmedProducer<>(() -> new KafkaProducer<>(cluster.producer()));
    }

    @Override
    public void send(List<Event> events) {
        producer.send(events.stream().map(this::record).toList());
    }

    private ProducerRecord<String, String> record(Event event) {
        var record = new ProducerRecord<>(name, key(event).toString(), texts.write(event));
        record.headers()
                .add("type", event.type().getBytes(StandardCharsets.UTF_8))
                .add("number", Long.toString(event.number()).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static UUID key(Event event) {
        return event.task() == null ? Objects.requireNonNull(event.job()) : event.task();
    }

    @Override
    public void close() {
        producer.close();
    }
}
