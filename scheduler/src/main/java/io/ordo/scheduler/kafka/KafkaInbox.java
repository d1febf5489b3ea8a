package io.ordo.scheduler.kafka;

import io.ordo.scheduler.receiving.DeadLetter;
import io.ordo.scheduler.receiving.Inbox;
import io.ordo.scheduler.receiving.InboxAway;
import io.ordo.scheduler.receiving.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic of Kafka, read as one of a group. Offsets are committed here alone, and again with the next ones where that
 * failed. A partition that is held is paused and read again from that message on; the group is asked for more all the
 * while, and leaves it where it is. A consumer that fails is replaced.
 */
public final class KafkaInbox implements Inbox {
    /** How long to wait for what comes next. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** How long a partition rests that is held. */
    private static final Duration REST = Duration.ofSeconds(1);

    /** How often a topic is asked for that has been quiet: a consumer says nothing of brokers that are away. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Duration LAST = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaInbox.class);

    private final String topic;
    private final KafkaCluster cluster;
    private final DeadLetters deadLetters;
    private final Map<TopicPartition, Long> resting = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> unconfirmed = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> consumer;
    private long heard = System.nanoTime();

    /** Reads nothing yet. */
    public KafkaInbox(String topic, KafkaCluster cluster) {
        this.topic = topic;
        this.cluster = cluster;
        this.deadLetters = new DeadLetters(topic, cluster);
    }

    @Override
    public List<Message> take() {
        try {
            var open = open();
            wakeRested(open);
            confirm(open);
            var records = open.poll(LOOK);
            if (records.isEmpty()) {
                listen(open);
            } else {
                heard = System.nanoTime();
            }
            return StreamSupport.stream(records.spliterator(), false)
                    .<Message>map(KafkaMessage::new)
                    .toList();
        } catch (KafkaException failed) {
            leave(Duration.ZERO);
            throw new InboxAway(Reason.of(failed), failed);
        }
    }

    private Consumer<byte[], byte[]> open() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(cluster.consumer(topic));
            consumer.subscribe(List.of(topic), new Partitions());
        }
        return consumer;
    }

    private void wakeRested(Consumer<byte[], byte[]> open) {
        long now = System.nanoTime();
        var rested = resting.entrySet().stream()
                .filter(entry -> now - entry.getValue() >= REST.toNanos())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        open.resume(rested);
        resting.keySet().removeAll(rested);
    }

    /** Once nothing has come for some time. */
    private void listen(Consumer<byte[], byte[]> open) {
        if (System.nanoTime() - heard < QUIET.toNanos()) {
            return;
        }
        var mine = open.assignment();
        if (!mine.isEmpty()) {
            var _ = open.endOffsets(mine, QUIET);
        } else if (open.partitionsFor(topic, QUIET).isEmpty()) {
            throw new InboxAway("There is no such topic.");
        }
        heard = System.nanoTime();
    }

    @Override
    public Set<Integer> partitions() {
        return consumer == null
                ? Set.of()
                : consumer.assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    @Override
    public void bury(List<DeadLetter> letters) {
        deadLetters.add(letters);
    }

    @Override
    public void done(Map<Integer, Long> next) {
        next.forEach((partition, offset) -> unconfirmed.put(partition(partition), new OffsetAndMetadata(offset)));
        if (consumer != null) {
            confirm(consumer);
        }
    }

    /** What cannot be said now is said with what follows, or read twice. */
    private void confirm(Consumer<byte[], byte[]> open) {
        if (unconfirmed.isEmpty()) {
            return;
        }
        try {
            open.commitSync(Map.copyOf(unconfirmed));
            unconfirmed.clear();
        } catch (KafkaException notNow) {
            LOG.debug("offsets_not_committed topic={} error=\"{}\" next=tried_again", topic, Reason.of(notNow));
        }
    }

    @Override
    public void hold(Message message) {
        var partition = partition(message.partition());
        if (consumer != null && consumer.assignment().contains(partition)) {
            consumer.seek(partition, message.offset());
            consumer.pause(Set.of(partition));
            resting.put(partition, System.nanoTime());
        }
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    @Override
    public void close() {
        leave(LAST);
        deadLetters.close();
    }

    private void leave(Duration patience) {
        if (consumer != null) {
            try {
                confirm(consumer);
                consumer.close(CloseOptions.timeout(patience));
            } catch (KafkaException gone) {
                LOG.debug("inbox_left topic={} error=\"{}\" next=its_partitions_go_to_others", topic, Reason.of(gone));
            }
            consumer = null;
        }
        resting.clear();
        unconfirmed.clear();
    }

    /** Partitions come and go while the topic is asked for what comes next. */
    private final class Partitions implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> came) {
            // They are read from where the group stands.
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> leave) {
            if (consumer != null) {
                confirm(consumer);
            }
            onPartitionsLost(leave);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            unconfirmed.keySet().removeAll(lost);
            resting.keySet().removeAll(lost);
        }
    }
}
