package io.ordo.scheduler.kafka;

import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.receiving.Message;
import io.ordo.scheduler.target.Address;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A parcel as a record. */
final class ParcelRecord {
    private ParcelRecord() {}

    static ProducerRecord<String, String> of(Parcel parcel) {
        var address = (Address.Kafka) parcel.address();
        String key = address.key() == null ? parcel.task().toString() : address.key();
        var record = new ProducerRecord<>(address.topic(), key, parcel.body());
        headers(parcel, address)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /** Those by which a receiver knows the delivery are ours, whatever the address says. */
    private static Map<String, String> headers(Parcel parcel, Address.Kafka address) {
        var headers = new LinkedHashMap<>(address.headers());
        headers.put(Message.TASK, parcel.task().toString());
        headers.put("ordo-attempt", Integer.toString(parcel.attempt()));
        headers.put(Message.FENCE, Long.toString(parcel.lease().fence()));
        headers.put("idempotency-key", parcel.key());
        headers.put("traceparent", parcel.traceparent());
        return headers;
    }
}
