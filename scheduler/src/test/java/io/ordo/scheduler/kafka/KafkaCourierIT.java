package io.ordo.scheduler.kafka;

import static io.ordo.scheduler.testing.courier.Parcels.assertRefused;
import static io.ordo.scheduler.testing.courier.Parcels.assertUnreached;
import static io.ordo.scheduler.testing.courier.Parcels.deliver;
import static io.ordo.scheduler.testing.courier.Parcels.give;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.testing.courier.Parcels;
import io.ordo.scheduler.testing.courier.Reach;
import io.ordo.scheduler.testing.kafka.Broker;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaCourierIT {
    private static final Broker BROKER = Broker.running();

    private final KafkaCourier courier = new KafkaCourier(KafkaCluster.at(BROKER.bootstrap(), ""), Reach.HERE);

    @AfterEach
    void leave() {
        courier.close();
    }

    @Test
    void aParcelIsARecordThatSaysWhichTaskItIs() {
        String topic = BROKER.topic("parcels");
        var address =
                new Address.Kafka(null, topic, "customer 7", Map.of("color", "blue", "ordo-fence", "mine"), false);
        var arrived = (Arrived) deliver(courier, 1, address);
        var record = only(topic);
        assertThat(arrived.receipt())
                .isEqualTo("{\"topic\":\"parcels\",\"partition\":" + record.partition() + ",\"offset\":0}");
        assertThat(record.key()).isEqualTo("customer 7");
        assertThat(record.value()).isEqualTo("{\"number\":1}");
        String task = new UUID(7, 1).toString();
        assertThat(headers(record))
                .containsOnly(
                        entry("color", "blue"),
                        entry("ordo-task", task),
                        entry("ordo-attempt", "1"),
                        entry("ordo-fence", "1001"),
                        entry("idempotency-key", task),
                        entry("traceparent", "00-00000000000000070000000000000001-00000000000003e9-01"));
    }

    @Test
    void aParcelWithoutAKeyHasThatOfItsTask() {
        String topic = BROKER.topic("keyless");
        assertThat(deliver(courier, 1, address(null, topic))).isInstanceOf(Arrived.class);
        assertThat(only(topic).key()).isEqualTo(new UUID(7, 1).toString());
    }

    @Test
    void parcelsOfOneKeyStandInTheOrderInWhichTheyWereGiven() {
        String topic = BROKER.topic("in.order");
        var all = IntStream.range(0, 2_000)
                .mapToObj(number -> courier.deliver(
                        Parcels.parcel(number, new Address.Kafka(null, topic, "key " + number % 7, Map.of(), false))))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).filter(delivery -> !(delivery instanceof Arrived)))
                .isEmpty();
        try (var reader = BROKER.read(topic)) {
            assertThat(reader.until(read -> read.size() == 2_000).stream()
                            .collect(Collectors.groupingBy(ConsumerRecord::key)))
                    .hasSize(7)
                    .allSatisfy((_, records) -> assertThat(records)
                            .extracting(record -> Parcels.number(record.value()))
                            .isSorted());
        }
    }

    /** Its partitions get their leaders one after the other. */
    @Test
    void aTopicThatHasJustBeenMadeGetsAllAndInOrder() {
        assertThat(deliver(courier, 0, address(null, BROKER.topic("warm")))).isInstanceOf(Arrived.class);
        for (int round = 0; round < 10; round++) {
            String topic = BROKER.topic("fresh." + round);
            var all = IntStream.range(0, 500)
                    .mapToObj(number -> courier.deliver(Parcels.parcel(
                            number, new Address.Kafka(null, topic, "key " + number % 7, Map.of(), false))))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join).filter(delivery -> !(delivery instanceof Arrived)))
                    .isEmpty();
        }
    }

    @Test
    void aTopicThatDoesNotExistIsRefusedAndHoldsUpNoOther() {
        var none = give(courier, 1, address(null, "no.such.topic"));
        var behind = give(courier, 2, address(null, "no.such.topic"));
        assertThat(deliver(courier, 3, address(null, BROKER.topic("beside")))).isInstanceOf(Arrived.class);
        assertThat(none).isNotDone();
        assertRefused(none.join(), "no_such_topic", true, false);
        assertRefused(behind.join(), "no_such_topic", true, false);
    }

    @Test
    void whatKafkaNeverTakesIsRefusedForGood() {
        assertRefused(deliver(courier, 1, address(null, "no topic at all")), "invalid_topic", false, false);
        String topic = BROKER.topic("small");
        var large = new Parcel(new LeaseKey(new UUID(7, 2), 2), 1, address(null, topic), "x".repeat(2 << 20));
        var refused = courier.deliver(large);
        var behind = give(courier, 3, address(null, topic));
        assertRefused(refused.join(), "too_large", false, false);
        assertThat(behind.join()).isInstanceOf(Arrived.class);
    }

    @Test
    void aClusterCanBeNamedWithTheParcel() {
        String topic = BROKER.topic("named");
        assertThat(deliver(courier, 1, address(BROKER.bootstrap(), topic))).isInstanceOf(Arrived.class);
        assertThat(only(topic).value()).isEqualTo("{\"number\":1}");
    }

    @Test
    void withoutAClusterInTheSettingsOneMustBeNamed() {
        try (var courier = new KafkaCourier(null, Reach.HERE)) {
            assertRefused(deliver(courier, 1, address(null, "topic")), "no_cluster", false, false);
        }
        assertRefused(deliver(courier, 1, address("kafka", "topic")), "invalid_bootstrap", false, false);
        assertRefused(deliver(courier, 1, address("???:9092", "topic")), "invalid_bootstrap", false, false);
    }

    @Test
    void aBrokerThatIsAwayIsUnreached() {
        var away = deliver(courier, 1, address("127.0.0.1:1", "topic"));
        assertUnreached(away, "no_broker");
        assertUnreached(deliver(courier, 1, address("no-such-host.invalid:9092", "topic")), "unknown_host");
    }

    @Test
    void aHostThatIsClosedIsNotConnectedTo() {
        try (var courier = new KafkaCourier(null, Reach.NOWHERE)) {
            assertRefused(deliver(courier, 1, address(BROKER.bootstrap(), "topic")), "forbidden_address", false, false);
        }
    }

    /** The broker is called 127.0.0.1 by its cluster. */
    @Test
    void norIsAHostThatAClusterNamesAndThatIsClosed() {
        String topic = BROKER.topic("elsewhere");
        var byNameAlone = new Hosts(
                AllowedAddresses.of("loopback"),
                host -> List.of(InetAddress.ofLiteral(host.equals("localhost") ? "127.0.0.1" : "10.0.0.1")));
        var address = address(BROKER.bootstrap().replace("127.0.0.1", "localhost"), topic);
        try (var courier = new KafkaCourier(null, byNameAlone)) {
            assertRefused(deliver(courier, 1, address), "forbidden_address", false, false);
        }
        assertThat(deliver(courier, 2, address)).isInstanceOf(Arrived.class);
        assertThat(only(topic).value()).isEqualTo("{\"number\":2}");
    }

    @Test
    void oneMoreClusterTakesTheRoomOfAnIdleOne() {
        String topic = BROKER.topic("rooms");
        try (var courier =
                new KafkaCourier(KafkaCluster.at(BROKER.bootstrap(), ""), Reach.HERE, 1, Duration.ofMillis(50))) {
            for (int number = 0; number < 6; number++) {
                String bootstrap = number % 2 == 0 ? null : BROKER.bootstrap();
                assertThat(deliver(courier, number, address(bootstrap, topic))).isInstanceOf(Arrived.class);
            }
        }
        try (var reader = BROKER.read(topic)) {
            assertThat(reader.until(read -> read.size() == 6)).hasSize(6);
        }
    }

    @Test
    void afterTheEndNothingIsBrought() {
        courier.close();
        assertUnreached(deliver(courier, 1, address(null, "topic")), "stopped");
    }

    private static Address address(@Nullable String bootstrap, String topic) {
        return new Address.Kafka(bootstrap, topic, null, Map.of(), false);
    }

    private static ConsumerRecord<String, String> only(String topic) {
        try (var reader = BROKER.read(topic)) {
            var records = reader.until(read -> !read.isEmpty());
            assertThat(records).hasSize(1);
            return records.getFirst();
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
    }
}
