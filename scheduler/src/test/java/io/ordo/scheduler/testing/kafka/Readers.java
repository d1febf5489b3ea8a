package io.ordo.scheduler.testing.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the schedulers have come in a topic that they read, as the brokers know it. */
public final class Readers implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;

    Readers(String bootstrap, String topic) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        group = "ordo-" + topic;
        partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** How many messages they have not done. */
    public long behind() {
        var done = done();
        return get(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                        .all())
                .entrySet()
                .stream()
                .mapToLong(end -> end.getValue().offset() - done.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /** The offset of the first message of a partition that they have not done. */
    public long done(int partition) {
        return done().getOrDefault(partitions.get(partition), 0L);
    }

    private Map<TopicPartition, Long> done() {
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** How many schedulers read. */
    public int members() {
        return get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                .mapToInt(readers -> readers.members().size())
                .sum();
    }

    /** Lets them begin anew; nobody may be reading. */
    public void rewind() {
        var beginning =
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0)));
        get(admin.alterConsumerGroupOffsets(group, beginning).all());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
