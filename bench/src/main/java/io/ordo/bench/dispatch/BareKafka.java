package io.ordo.bench.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records by one producer of Kafka's own, with the keys, headers and settings that Ordo's have. */
final class BareKafka extends BareClient {
    private static final int MOST_UNDER_WAY = 2_000;
    private static final int LOAD = 500;
    private static final int BATCH_BYTES = 128 << 10;
    private static final int LINGER_MILLIS = 3;

    private final String topic;
    private final KafkaProducer<String, String> producer;

    /** @param inFlight requests that may be under way to the broker at once; Ordo has one */
    BareKafka(String bootstrap, String topic, int inFlight) {
        super(MOST_UNDER_WAY, LOAD);
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        inFlight,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES,
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS),
                new StringSerializer(),
                new StringSerializer());
    }

    @Override
    void send(Message message, Sent sent) {
        String id = message.id().toString();
        var record = new ProducerRecord<>(topic, id, message.body());
        record.headers()
                .add("ordo-task", bytes(id))
                .add("ordo-attempt", bytes("1"))
                .add("ordo-fence", bytes("1000001"))
                .add("idempotency-key", bytes(id))
                .add("traceparent", bytes(message.traceparent()));
        var _ = producer.send(record, (_, failed) -> sent.ended(failed == null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The producer knows by itself when a batch is worth sending. */
    @Override
    void flush() {}

    @Override
    public void close() {
        producer.close();
    }
}
