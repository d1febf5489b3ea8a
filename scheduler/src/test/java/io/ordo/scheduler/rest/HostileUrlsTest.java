package io.ordo.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.HostileUrls;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends for real, with a receiver on this machine that would count whoever came. */
class HostileUrlsTest {
    private static final Sink SINK = Sink.answering(200);

    private static final RestCourier COURIER = Letters.careless("");

    static Stream<String> sendable() {
        return HostileUrls.at(SINK.port()).filter(HostileUrlsTest::isUri);
    }

    private static boolean isUri(String url) {
        try {
            return new URI(url).isAbsolute();
        } catch (URISyntaxException none) {
            return false;
        }
    }

    @AfterAll
    static void close() {
        COURIER.close();
        SINK.close();
    }

    @ParameterizedTest
    @MethodSource("sendable")
    void nobodyIsReachedByAHostileUrl(String url) {
        var delivery = COURIER.deliver(Letters.parcel(Letters.to(url))).join();
        assertThat(delivery).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isIn("forbidden_address", "bad_request");
            assertThat(refused.isRetryable()).isFalse();
            assertThat(refused.isPlace()).isFalse();
        });
        assertThat(SINK.connections()).isZero();
    }

    @Test
    void mostOfThemCanBeTriedForReal() {
        assertThat(sendable()).hasSizeGreaterThan(70);
    }

    @Test
    void theyAreStoppedByTheGuardAndByNothingElse() {
        try (var sink = Sink.answering(200);
                var open = Letters.courier("loopback,unspecified")) {
            for (String host : List.of("127.0.0.1", "[::ffff:127.0.0.1]", "[::FFFF:7f00:1]", "0.0.0.0")) {
                Address.Rest address = Letters.to("http://" + host + ":" + sink.port() + "/");
                assertThat(open.deliver(Letters.parcel(address)).join()).isInstanceOf(Arrived.class);
            }
        }
    }

    @Test
    void aNameIsJudgedByAllItsAddresses() throws Exception {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var sink = Sink.answering(200);
                var courier = Letters.courier("", _ -> List.of(InetAddress.ofLiteral("10.0.0.1"), loopback))) {
            var address = Letters.to("http://sink.example:" + sink.port() + "/");
            assertThat(courier.deliver(Letters.parcel(address)).join())
                    .isEqualTo(new Refused(
                            "forbidden_address",
                            "The host sink.example has a private address, which ORDO_ALLOWED_ADDRESSES does not open.",
                            false,
                            false,
                            null,
                            null));
            assertThat(sink.connections()).isZero();
        }
    }
}
