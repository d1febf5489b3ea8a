package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.dispatching.Hosts.Names;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.testing.courier.Reach;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HostsTest {
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("1.1.1.1");
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final String CLOSED = "a loopback address, which ORDO_ALLOWED_ADDRESSES does not open.";

    @Test
    void anAddressThatMayBeReachedIsAnswered() throws NoWay {
        assertThat(Reach.HERE.of("127.0.0.1")).containsExactly(HERE);
        assertThat(Reach.HERE.of(URI.create("http://127.0.0.1:80/"))).containsExactly(HERE);
    }

    /** A courier that has a URL and one that has a host say the same. */
    @Test
    void anAddressThatMayNotBeReachedIsRefusedInTheSameWordsToAll() {
        var refused = forbidden("127.0.0.1 is " + CLOSED);
        assertNoWay(() -> Reach.NOWHERE.of("127.0.0.1"), refused);
        assertNoWay(() -> Reach.NOWHERE.of(URI.create("http://127.0.0.1/")), refused);
    }

    @Test
    void aNameOfSuchAnAddressIsRefusedInTheSameWordsToAll() {
        var hosts = closed(_ -> List.of(HERE));
        var refused = forbidden("The host a.example has " + CLOSED);
        assertNoWay(() -> hosts.of("a.example"), refused);
        assertNoWay(() -> hosts.of(URI.create("http://a.example/")), refused);
    }

    @Test
    void aUrlThatNotAllReadAlikeIsRefused() {
        assertNoWay(
                () -> Reach.HERE.of(URI.create("http://127.1/")),
                new Refused(
                        "bad_request",
                        "The target cannot be used. The host must be a name of letters, digits and hyphens, four"
                                + " decimal numbers such as 192.0.2.1, or an IPv6 address in brackets without a zone.",
                        false,
                        false,
                        null,
                        null));
    }

    @Test
    void whatIsForbiddenAmongTheAddressesOfANameIsLeftOut() throws NoWay {
        assertThat(closed(_ -> List.of(HERE, PUBLIC, HERE)).of("a.example")).containsExactly(PUBLIC);
    }

    @Test
    void noMoreThanEightAddressesOfANameAreAnswered() throws NoWay {
        assertThat(closed(_ -> Collections.nCopies(9, PUBLIC)).of("a.example")).hasSize(8);
    }

    @Test
    void aNameIsLookedUpEachTimeAnew() throws NoWay {
        var answers = Stream.of(PUBLIC, HERE).iterator();
        var hosts = closed(_ -> List.of(answers.next()));
        assertThat(hosts.of("a.example")).containsExactly(PUBLIC);
        assertNoWay(() -> hosts.of("a.example"), forbidden("The host a.example has " + CLOSED));
    }

    @Test
    void aHostNobodyKnowsIsUnreached() {
        var unknown = new Unreached("unknown_host", "Nobody knows an address of no-such-host.invalid.");
        assertNoWay(() -> Reach.HERE.of("no-such-host.invalid"), unknown);
        assertNoWay(() -> Reach.HERE.of(URI.create("http://no-such-host.invalid/")), unknown);
        assertNoWay(() -> closed(_ -> List.of()).of("no-such-host.invalid"), unknown);
        assertNoWay(
                () -> closed(host -> {
                            throw new UnknownHostException(host);
                        })
                        .of("no-such-host.invalid"),
                unknown);
    }

    @Test
    void aLookUpThatDoesNotEndIsGivenUp() {
        var never = new CompletableFuture<List<InetAddress>>();
        var hosts = new Hosts(AllowedAddresses.of(""), _ -> never.join(), Duration.ofMillis(50));
        assertNoWay(
                () -> hosts.of("a.example"),
                new Unreached("unknown_host", "Nobody told an address of a.example in time."));
        never.complete(List.of());
    }

    @Test
    void whoIsInterruptedMeanwhileStops() {
        var never = new CompletableFuture<List<InetAddress>>();
        Thread.currentThread().interrupt();
        assertNoWay(() -> closed(_ -> never.join()).of("a.example"), new Unreached("stopped", "This scheduler stops."));
        assertThat(Thread.interrupted()).isTrue();
        never.complete(List.of());
    }

    private static Hosts closed(Names names) {
        return new Hosts(AllowedAddresses.of(""), names);
    }

    private static Refused forbidden(String error) {
        return new Refused("forbidden_address", error, false, false, null, null);
    }

    private static void assertNoWay(ThrowingCallable asking, Delivery delivery) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        NoWay.class, none -> assertThat(none.delivery()).isEqualTo(delivery));
    }
}
