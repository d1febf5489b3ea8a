package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostsTest {
    @Test
    void anAddressThatMayBeReachedIsAnswered() throws NoWay {
        assertThat(new Hosts(_ -> Optional.empty()).of("127.0.0.1"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("127.0.0.1");
    }

    @Test
    void aHostWithoutAnAddressThatMayBeReachedIsRefusedWithItsReason() {
        var hosts = new Hosts(_ -> Optional.of("a loopback address, which is closed"));
        assertThatThrownBy(() -> hosts.of("127.0.0.1"))
                .isInstanceOfSatisfying(
                        NoWay.class,
                        none -> assertThat(none.delivery())
                                .isEqualTo(new Refused(
                                        "forbidden_address",
                                        "The host 127.0.0.1 has a loopback address, which is closed.",
                                        false,
                                        false,
                                        null,
                                        null)));
    }

    @Test
    void aHostNobodyKnowsIsUnreached() {
        assertThatThrownBy(() -> new Hosts(_ -> Optional.empty()).of("no-such-host.invalid"))
                .isInstanceOfSatisfying(
                        NoWay.class,
                        none -> assertThat(none.delivery())
                                .isInstanceOfSatisfying(
                                        Unreached.class,
                                        unreached ->
                                                assertThat(unreached.reason()).isEqualTo("unknown_host")));
    }
}
