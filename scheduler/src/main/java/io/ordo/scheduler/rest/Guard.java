package io.ordo.scheduler.rest;

import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.target.JudgedUrl;
import io.ordo.scheduler.target.Wrong;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;

/** Finds where a parcel may go, each time anew. */
final class Guard {
    /** Of one name. It is no business of ours to knock at hundreds of doors because a name says so. */
    private static final int MOST_ADDRESSES = 8;

    private final AllowedAddresses allowed;
    private final Resolver resolver;

    Guard(AllowedAddresses allowed, Resolver resolver) {
        this.allowed = allowed;
        this.resolver = resolver;
    }

    /** Where a parcel may go. */
    sealed interface Way {
        /** To any of these, in this order. There is at least one. */
        record Open(List<InetAddress> addresses) implements Way {}

        /** Nowhere. */
        record Closed(Wrong wrong) implements Way {}
    }

    /** @throws UnknownHostException when the host is a name that has no address */
    Way to(Address.Rest address) throws UnknownHostException {
        return switch (JudgedUrl.of(address.url().toString(), allowed)) {
            case JudgedUrl.Bad bad -> new Way.Closed(bad.wrong());
            case JudgedUrl.Good good
            when good.address() != null -> new Way.Open(List.of(Objects.requireNonNull(good.address())));
            case JudgedUrl.Good good -> named(good.url().getHost());
        };
    }

    /** What is forbidden among the addresses of a name is left out. */
    private Way named(String host) throws UnknownHostException {
        var found = resolver.resolve(host);
        var open = found.stream()
                .filter(address -> allowed.refusal(address).isEmpty())
                .limit(MOST_ADDRESSES)
                .toList();
        if (!open.isEmpty()) {
            return new Way.Open(open);
        }
        String refusal = found.stream()
                .flatMap(address -> allowed.refusal(address).stream())
                .findFirst()
                .orElseThrow(() -> new UnknownHostException(host));
        return new Way.Closed(new Wrong(JudgedUrl.ADDRESS, "The host " + host + " has " + refusal + "."));
    }
}
