package io.ordo.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.testing.courier.Ledger;
import io.ordo.scheduler.testing.courier.Parcels;
import io.ordo.scheduler.testing.courier.Reach;
import io.ordo.scheduler.testing.kafka.ChildBroker;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class KafkaFaultsIT {
    private static final int PARCELS = 2_000;
    private static final ChildBroker BROKER = ChildBroker.start();

    private final KafkaCourier courier = new KafkaCourier(KafkaCluster.at(BROKER.bootstrap(), ""), Reach.HERE);

    @AfterEach
    void leave() {
        courier.close();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void whatIsSaidOfEachParcelIsTrueWhenTheBrokerIsKilledAndComesBack() throws InterruptedException {
        String topic = BROKER.topic("ledger");
        var ledger = new Ledger(courier, new Address.Kafka(null, topic, null, Map.of(), false));
        assertThat(ledger.bring(PARCELS, BROKER::kill)).isPositive();
        BROKER.restart();
        int left = PARCELS;
        while (left > 0) {
            left = ledger.bring(PARCELS, () -> {});
        }
        assertThat(ledger.faults()).isNotEmpty().allMatch(Ledger::isOfPlace);
        try (var reader = BROKER.read(topic)) {
            ledger.assertHonest(
                    reader.untilEnd().stream().map(ConsumerRecord::value).toList());
        }
    }

    @Test
    void aBrokerThatIsKilledAndComesBackAtOnceLosesNothing() throws InterruptedException {
        String topic = BROKER.topic("again");
        var ledger = new Ledger(courier, new Address.Kafka(null, topic, "one key", Map.of(), false));
        int left = ledger.bring(PARCELS, () -> {
            BROKER.kill();
            BROKER.restart();
        });
        while (left > 0) {
            left = ledger.bring(PARCELS, () -> {});
        }
        try (var reader = BROKER.read(topic)) {
            ledger.assertHonest(
                    reader.untilEnd().stream().map(ConsumerRecord::value).toList());
        }
    }

    @Test
    void whatIsOnItsWayWhenTheBrokerAnswersNoMoreIsUnconfirmedAndWhatFollowsUnreached() {
        var address = new Address.Kafka(null, BROKER.topic("silent"), "one key", Map.of(), false);
        assertThat(courier.deliver(Parcels.parcel(0, address)).join()).isInstanceOf(Arrived.class);

        BROKER.pause();
        try {
            assertThat(courier.deliver(Parcels.parcel(1, address)).join())
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo("unconfirmed");
                        assertThat(refused.isRetryable() && refused.isPlace()).isTrue();
                    });
            assertThat(courier.deliver(Parcels.parcel(2, address)).join())
                    .isInstanceOfSatisfying(
                            Unreached.class, none -> assertThat(none.reason()).isEqualTo("no_broker"));
        } finally {
            BROKER.resume();
        }
        assertThat(courier.deliver(Parcels.parcel(3, address)).join()).isInstanceOf(Arrived.class);
    }
}
