package io.ordo.scheduler.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.Address.Redis.Way;
import io.ordo.scheduler.testing.courier.Ledger;
import io.ordo.scheduler.testing.courier.Parcels;
import io.ordo.scheduler.testing.courier.Reach;
import io.ordo.scheduler.testing.redis.RedisServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RedisFaultsIT {
    private static final int PARCELS = 2_000;

    private final RedisServer server = RedisServer.start();
    private final RedisCourier courier = new RedisCourier(Reach.HERE);

    @AfterEach
    void leave() {
        courier.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "STREAM"})
    void whatIsSaidOfEachParcelIsTrueWhenRedisIsKilledAndComesBack(Way way) throws InterruptedException {
        var ledger = new Ledger(courier, new Address.Redis(server.uri(), way, "ledger", null, false));
        assertThat(ledger.bring(PARCELS, server::kill)).isBetween(PARCELS / 2, PARCELS / 2 + 100);
        server.restart();
        int left = PARCELS;
        while (left > 0) {
            left = ledger.bring(PARCELS, () -> {});
        }
        assertThat(ledger.faults()).allMatch(Ledger::isOfPlace);
        ledger.assertHonest(bodies(way));
    }

    private List<String> bodies(Way way) {
        return way == Way.LIST
                ? server.ask().lrange("ledger", 0, -1)
                : server.ask().xrange("ledger", Range.unbounded()).stream()
                        .map(entry -> entry.getBody().get("body"))
                        .toList();
    }

    @Test
    void whatIsOnItsWayWhenRedisAnswersNoMoreIsUnconfirmedAndWhatFollowsArrives() {
        var list = new Address.Redis(server.uri(), Way.LIST, "list", null, false);
        assertThat(courier.deliver(Parcels.parcel(0, list)).join()).isInstanceOf(Arrived.class);

        server.pause();
        var lost = IntStream.range(1, 10)
                .mapToObj(number -> courier.deliver(Parcels.parcel(number, list)))
                .toList();
        assertThat(lost)
                .extracting(delivery -> delivery.join())
                .allSatisfy(delivery -> assertThat(delivery).isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo("unconfirmed");
                    assertThat(refused.isRetryable() && refused.isPlace()).isTrue();
                }));
        server.resume();

        assertThat(courier.deliver(Parcels.parcel(10, list)).join()).isInstanceOf(Arrived.class);
        assertThat(server.ask().lrange("list", 0, -1)).contains(Parcels.body(0), Parcels.body(10));
    }
}
