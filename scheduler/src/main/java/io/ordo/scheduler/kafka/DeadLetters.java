package io.ordo.scheduler.kafka;

import io.ordo.scheduler.receiving.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topic beside one that is read, for what nobody can do anything with: records as they came, and on each what is
 * wrong with it and where it came from.
 */
final class DeadLetters implements AutoCloseable {
    /** Behind the name of the topic that is read. */
    static final String SUFFIX = "-dead";

    private static final int LONGEST_ERROR = 2_000;

    private final String topic;
    private final ConfirmedProducer<byte[]> producer;

    /** @param source the topic that is read */
    DeadLetters(String source, KafkaCluster cluster) {
        this.topic = source + SUFFIX;
        this.producer = new ConfirmedProducer<>(() -> new KafkaProducer<>(cluster.letterProducer()));
    }

    /** @throws io.ordo.scheduler.relaying.TopicAway when not all are confirmed */
    void add(List<DeadLetter> letters) {
        producer.send(letters.stream().map(this::record).toList());
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
        var source = ((KafkaMessage) letter.message()).record();
        var record = new ProducerRecord<>(topic, null, source.key(), source.value(), source.headers());
        String error = letter.refusal().error();
        record.headers()
                .add("ordo-error", bytes(error.substring(0, Math.min(LONGEST_ERROR, error.length()))))
                .add("ordo-error-code", bytes(letter.refusal().code()))
                .add("ordo-topic", bytes(source.topic()))
                .add("ordo-partition", bytes(Integer.toString(source.partition())))
                .add("ordo-offset", bytes(Long.toString(source.offset())));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
