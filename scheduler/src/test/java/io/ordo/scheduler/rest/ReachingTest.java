package io.ordo.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** To whom a parcel goes, and over which connection. */
class ReachingTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");

    @Test
    void theServerIsToldTheNameAndReachedByTheAddress() {
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("127.0.0.1", _ -> List.of(HERE))) {
            assertThat(deliver(courier, "http://Sink.example:" + sink.port() + "/"))
                    .isInstanceOf(Arrived.class);
            assertThat(sink.requests().remove().value("Host")).isEqualTo("Sink.example:" + sink.port());
        }
    }

    @Test
    void whatIsForbiddenAmongTheAddressesOfANameIsLeftOut() {
        var asked = new AtomicInteger();
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("127.0.0.1", _ -> {
                    asked.incrementAndGet();
                    return List.of(ELSEWHERE, HERE);
                })) {
            assertThat(deliver(courier, "http://sink.example:" + sink.port())).isInstanceOf(Arrived.class);
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(asked).hasValue(1);
        }
    }

    /** The name's owner lets it lead elsewhere once it was vetted. */
    @Test
    void aNameThatIsBoundAnewIsJudgedAnew() {
        var answers = new ArrayDeque<>(List.of(HERE, ELSEWHERE, HERE, ELSEWHERE));
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("127.0.0.1", _ -> List.of(answers.remove()))) {
            String url = "http://sink.example:" + sink.port();
            for (int time = 0; time < 2; time++) {
                assertThat(deliver(courier, url)).isInstanceOf(Arrived.class);
                assertThat(deliver(courier, url)).isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo("forbidden_address");
                    assertThat(refused.isRetryable()).isFalse();
                });
            }
            assertThat(sink.requests()).hasSize(2);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    /** Two tenants' names may lead to one server; neither finds a connection that was made for the other. */
    @Test
    void aConnectionIsUsedForOneNameAlone() {
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("127.0.0.1", _ -> List.of(HERE))) {
            for (String name : List.of("one.example", "other.example", "one.example", "other.example")) {
                assertThat(deliver(courier, "http://" + name + ":" + sink.port()))
                        .isInstanceOf(Arrived.class);
            }
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionIsUsedForOneAddressAlone() throws IOException {
        var answers = new ArrayDeque<>(List.of(HERE, ELSEWHERE, HERE));
        try (var sink = Sink.behind(
                        new ServerSocket(0, 10, HERE),
                        (_, socket) -> Sink.write(socket, Sink.head(200) + "Content-Length: 0\r\n\r\n"));
                var courier = Letters.courier("loopback", _ -> List.of(answers.remove()))) {
            String url = "http://sink.example:" + sink.port();
            assertThat(deliver(courier, url)).isInstanceOf(Arrived.class);
            assertThat(deliver(courier, url)).isInstanceOf(Unreached.class);
            assertThat(deliver(courier, url)).isInstanceOf(Arrived.class);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void localhostIsANameAsAnyOther() {
        try (var sink = Sink.answering(200);
                var closed = Letters.careless("");
                var open = Letters.careless("loopback")) {
            String url = "http://localhost:" + sink.port() + "/test";
            assertThat(deliver(closed, url)).isInstanceOf(Refused.class);
            assertThat(sink.connections()).isZero();
            assertThat(deliver(open, url)).isInstanceOf(Arrived.class);
        }
    }

    @Test
    void whereNobodyListensAtOneAddressTheNextIsTried() throws IOException {
        try (var sink = Sink.behind(
                        new ServerSocket(0, 10, HERE),
                        (_, socket) -> Sink.write(socket, Sink.head(200) + "Content-Length: 0\r\n\r\n"));
                var courier = Letters.courier("loopback", _ -> List.of(ELSEWHERE, HERE))) {
            assertThat(deliver(courier, "http://localhost:" + sink.port())).isInstanceOf(Arrived.class);
            assertThat(sink.requests()).hasSize(1);
        }
    }

    @Test
    void noMoreThanEightAddressesOfANameAreTried() throws IOException {
        var addresses = new ArrayList<>(Collections.nCopies(8, ELSEWHERE));
        addresses.add(HERE);
        try (var sink = Sink.behind(new ServerSocket(0, 10, HERE), (_, _) -> {});
                var courier = Letters.courier("loopback", _ -> addresses)) {
            assertThat(deliver(courier, "http://many.example:" + sink.port())).isInstanceOf(Unreached.class);
            assertThat(sink.connections()).isZero();
        }
    }

    @Test
    void whoWasReachedAndRefusedIsNotSoughtElsewhere() {
        try (var sink = Sink.answering(500);
                var courier = Letters.courier("loopback", _ -> List.of(HERE, ELSEWHERE))) {
            assertThat(deliver(courier, "http://localhost:" + sink.port())).isInstanceOf(Refused.class);
            assertThat(sink.requests()).hasSize(1);
        }
    }

    /** A delivery never fails, or its task would be nobody's. */
    @Test
    void whatGoesWrongHereIsADeliveryToo() {
        try (var courier = Letters.courier("", _ -> {
            throw new IllegalStateException("broken");
        })) {
            assertThat(deliver(courier, "http://sink.example/")).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo("internal");
                assertThat(refused.isRetryable()).isTrue();
                assertThat(refused.error()).doesNotContain("broken");
            });
        }
    }

    @Test
    void whereNobodyListensNothingHasArrived() throws IOException {
        try (var courier = Letters.courier("loopback")) {
            String nobody = Sink.nobody();
            assertThat(deliver(courier, nobody))
                    .isEqualTo(new Unreached("connection_refused", "Nobody listens at " + nobody + "."));
        }
    }

    @Test
    void aNameWithoutAnAddressIsNotReached() {
        try (var courier = Letters.courier("", host -> {
            throw new UnknownHostException(host);
        })) {
            assertThat(deliver(courier, "http://nowhere.example/"))
                    .isEqualTo(new Unreached("unknown_host", "Nobody knows an address of nowhere.example."));
        }
    }

    @Test
    void aReceiverThatKeepsItsConnectionIsReachedByItAgain() {
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("loopback")) {
            for (int time = 0; time < 20; time++) {
                assertThat(deliver(courier, sink.url())).isInstanceOf(Arrived.class);
            }
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void aReceiverThatClosesItsConnectionIsReachedByAnother() {
        try (var sink = Sink.saying(Sink.head(200) + "Connection: close\r\nContent-Length: 0\r\n\r\n");
                var courier = Letters.courier("loopback")) {
            for (int time = 0; time < 3; time++) {
                assertThat(deliver(courier, sink.url())).isInstanceOf(Arrived.class);
            }
            assertThat(sink.connections()).isEqualTo(3);
        }
    }

    @Test
    void manyParcelsAtOnceShareAFewConnections() {
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("loopback")) {
            var deliveries = IntStream.range(0, 200)
                    .mapToObj(_ -> courier.deliver(Letters.parcel(Letters.to(sink.url()))))
                    .toList();
            assertThat(deliveries.stream().map(CompletableFuture::join)).allMatch(Arrived.class::isInstance);
            assertThat(sink.requests()).hasSize(200);
            assertThat(sink.connections()).isBetween(1, 50);
        }
    }

    /** Java's own sockets ask it, too, for what {@code socksProxyHost} names. */
    @Test
    void noProxyOfThisMachineIsAsked() {
        var asked = new CopyOnWriteArrayList<URI>();
        var before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("loopback")) {
            String url = sink.url();
            assertThat(deliver(courier, url)).isInstanceOf(Arrived.class);
            assertThat(asked).noneMatch(uri -> uri.toString().contains(":" + sink.port()));
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static Delivery deliver(RestCourier courier, String url) {
        return courier.deliver(Letters.parcel(Letters.to(url))).join();
    }
}
