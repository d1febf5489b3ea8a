package io.ordo.scheduler.redis;

import static io.ordo.scheduler.testing.courier.Parcels.assertRefused;
import static io.ordo.scheduler.testing.courier.Parcels.assertUnreached;
import static io.ordo.scheduler.testing.courier.Parcels.deliver;
import static io.ordo.scheduler.testing.courier.Parcels.give;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.SslOptions;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.Address.Redis.Way;
import io.ordo.scheduler.testing.courier.Parcels;
import io.ordo.scheduler.testing.courier.Reach;
import io.ordo.scheduler.testing.redis.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RedisCourierIT {
    private static final RedisServer SERVER = RedisServer.start();

    private final RedisCourier courier = new RedisCourier(Reach.HERE);

    @AfterEach
    void leave() {
        courier.close();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aParcelIsPushedToTheLeftOfAList() {
        var list = at(SERVER.uri(), Way.LIST, "list");
        assertThat(deliver(courier, 1, list)).isEqualTo(new Arrived("{\"length\":1}"));
        assertThat(deliver(courier, 2, list)).isEqualTo(new Arrived("{\"length\":2}"));
        assertThat(SERVER.ask().lrange("list", 0, -1)).containsExactly("{\"number\":2}", "{\"number\":1}");
    }

    @Test
    void aParcelIsAnEntryOfAStreamThatSaysWhichTaskItIs() {
        var arrived = (Arrived) deliver(courier, 1, at(SERVER.uri(), Way.STREAM, "stream"));
        var entry = SERVER.ask().xrange("stream", Range.unbounded()).getFirst();
        assertThat(arrived.receipt()).isEqualTo("{\"id\":\"" + entry.getId() + "\"}");
        String task = new UUID(7, 1).toString();
        assertThat(entry.getBody())
                .isEqualTo(Map.of(
                        "task", task,
                        "attempt", "1",
                        "fence", "1001",
                        "idempotency_key", task,
                        "traceparent", "00-00000000000000070000000000000001-00000000000003e9-01",
                        "body", "{\"number\":1}"));
    }

    @Test
    void aStreamKeepsAboutAsManyEntriesAsItMay() {
        var address = new Address.Redis(SERVER.uri(), Way.STREAM, "short", 100L, false);
        var all = IntStream.range(0, 1_000)
                .mapToObj(number -> give(courier, number, address))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).filter(delivery -> !(delivery instanceof Arrived)))
                .isEmpty();
        assertThat(SERVER.ask().xlen("short")).isBetween(100L, 300L);
    }

    @Test
    void aMessageArrivesWhenSomebodyListens() {
        var channel = at(SERVER.uri(), Way.PUBLISH, "channel");
        assertThat(deliver(courier, 1, channel))
                .isEqualTo(new Refused(
                        "nobody_listens", "Nobody listens to the channel.", true, false, null, "{\"receivers\":0}"));
        try (var listener = SERVER.listen("channel")) {
            assertThat(deliver(courier, 2, channel)).isEqualTo(new Arrived("{\"receivers\":1}"));
            assertThat(listener.next()).isEqualTo("{\"number\":2}");
        }
    }

    @Test
    void parcelsStandInTheOrderInWhichTheyWereGiven() {
        var list = at(SERVER.uri(), Way.LIST, "ordered");
        var all = IntStream.range(0, 2_000)
                .mapToObj(number -> give(courier, number, list))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(SERVER.ask().lrange("ordered", 0, -1).reversed().stream().map(Parcels::number))
                .containsExactlyElementsOf(IntStream.range(0, 2_000).boxed().toList());
    }

    @Test
    void aDatabaseIsNamedByItsNumber() {
        assertThat(deliver(courier, 1, at(SERVER.uri("", "/5"), Way.LIST, "numbered")))
                .isInstanceOf(Arrived.class);
        assertThat(SERVER.ask().exists("numbered")).isZero();
        assertRefused(deliver(courier, 1, at(SERVER.uri("", "/99"), Way.LIST, "numbered")), "refused", false, false);
        assertRefused(
                deliver(courier, 1, at(SERVER.uri("", "/five"), Way.LIST, "numbered")), "invalid_server", false, false);
    }

    @Test
    void anotherKindOfKeyIsRefusedForGood() {
        SERVER.ask().set("text", "x");
        assertRefused(deliver(courier, 1, at(SERVER.uri(), Way.LIST, "text")), "wrong_type", false, false);
        assertThat(deliver(courier, 1, at(SERVER.uri(), Way.LIST, "list of others")))
                .isInstanceOf(Arrived.class);
    }

    @Test
    void whoLogsInWronglyMayTryAgainAndNoPasswordIsToldOn() {
        try (var server = RedisServer.start("--user ann on >secret ~mine* &* +@all --user default off".split(" "))) {
            var wrong = deliver(courier, 1, at(server.uri("ann:guessed@", ""), Way.LIST, "mine"));
            assertRefused(wrong, "not_allowed", true, false);
            assertThat(wrong.toString()).doesNotContain("guessed");
            assertRefused(deliver(courier, 1, at(server.uri(), Way.LIST, "mine")), "not_allowed", true, false);

            assertThat(deliver(courier, 1, at(server.uri("ann:secret@", ""), Way.LIST, "mine")))
                    .isInstanceOf(Arrived.class);
            assertRefused(
                    deliver(courier, 1, at(server.uri("ann:secret@", ""), Way.LIST, "others")),
                    "not_allowed",
                    false,
                    false);
        }
    }

    @ParameterizedTest
    @CsvSource({":secret@", "secret@", "default:secret@"})
    void aPasswordAloneIsThatOfTheDefaultUser(String login) {
        try (var server = RedisServer.start("--requirepass", "secret")) {
            assertThat(deliver(courier, 1, at(server.uri(login, ""), Way.LIST, "list")))
                    .isInstanceOf(Arrived.class);
        }
    }

    @Test
    void aServerWithoutRoomIsTroubleOfThePlace() {
        try (var server = RedisServer.start("--maxmemory", "1")) {
            assertRefused(deliver(courier, 1, at(server.uri(), Way.LIST, "list")), "oom", true, true);
        }
    }

    @Test
    void aServerThatIsAwayIsUnreached() {
        var server = RedisServer.start();
        server.close();
        assertUnreached(deliver(courier, 1, at(server.uri(), Way.LIST, "list")), "no_server");
        assertUnreached(
                deliver(
                        courier,
                        1,
                        at(URI.create("rediss://127.0.0.1:" + SERVER.uri().getPort()), Way.LIST, "list")),
                "no_server");
        assertUnreached(
                deliver(courier, 1, at(URI.create("redis://no-such-host.invalid"), Way.LIST, "list")), "unknown_host");
    }

    @Test
    void anAddressThatIsClosedIsNotConnectedTo() {
        var closed = new RedisCourier(Reach.NOWHERE);
        try (closed) {
            assertRefused(deliver(closed, 1, at(SERVER.uri(), Way.LIST, "closed")), "forbidden_address", false, false);
        }
    }

    @Test
    void aConnectionWithNothingToDoIsClosed() {
        long before = connections();
        try (var courier =
                new RedisCourier(new RedisConnector(Reach.HERE, SslOptions.builder()), 10, Duration.ofMillis(50))) {
            deliver(courier, 1, at(SERVER.uri(), Way.LIST, "rare"));
            await().until(() -> connections() == before);
        }
    }

    private static long connections() {
        return SERVER.ask().clientList().lines().count();
    }

    private static Address at(URI server, Way way, String key) {
        return new Address.Redis(server, way, key, null, false);
    }
}
