package io.ordo.scheduler.testing.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, all partitions. */
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> read = new ArrayList<>();

    TopicReader(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "enable.auto.commit", false),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** All it has read from the beginning, as soon as that is enough; those of one partition in their order. */
    public List<ConsumerRecord<String, String>> until(Predicate<List<ConsumerRecord<String, String>>> isEnough) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isEnough.test(read)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not enough: " + read);
            }
            consumer.poll(LOOK).forEach(read::add);
        }
        return List.copyOf(read);
    }

    /** All that is there now. */
    public List<ConsumerRecord<String, String>> untilEnd() {
        long end = consumer.endOffsets(consumer.assignment()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return until(read -> read.size() >= end);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
