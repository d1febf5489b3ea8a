package io.ordo.scheduler.testing.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to a topic; what it wrote is there when it returns. */
public final class TopicWriter implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    TopicWriter(String bootstrap, String topic) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    /** Writes texts without keys, spread over the partitions. */
    public void write(List<String> values) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (int i = 0; i < values.size(); i++) {
            byte[] value = values.get(i).getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(topic, i % 3, null, value)));
        }
        sent.forEach(TopicWriter::there);
    }

    /** Writes a text to a partition. */
    public RecordMetadata write(int partition, String value) {
        return write(partition, null, value.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Writes anything to a partition. */
    public RecordMetadata write(
            int partition, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        var record = new ProducerRecord<>(
                topic, partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return there(producer.send(record));
    }

    private static RecordMetadata there(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
