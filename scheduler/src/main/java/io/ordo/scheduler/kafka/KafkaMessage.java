package io.ordo.scheduler.kafka;

import io.ordo.scheduler.receiving.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a topic that is read. */
final class KafkaMessage implements Message {
    private final ConsumerRecord<byte[], byte[]> record;

    KafkaMessage(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public int partition() {
        return record.partition();
    }

    @Override
    public long offset() {
        return record.offset();
    }

    /**
     * A UUID of version 8: the record's time in milliseconds, so that tasks stand in the order of their ids about as
     * they came, and a digest of where it stands. The time is part of that, too: a topic that is made anew begins at 0
     * again.
     */
    @Override
    public UUID id() {
        String place = record.topic() + "/" + record.partition() + "/" + record.offset() + "@" + record.timestamp();
        var digest = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
        long most = record.timestamp() << 16 | 8L << 12 | digest.getMostSignificantBits() >>> 52;
        return new UUID(most, digest.getLeastSignificantBits());
    }

    @Override
    public Optional<byte[]> body() {
        return Optional.ofNullable(record.value());
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .flatMap(header -> Optional.ofNullable(header.value()))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }
}
