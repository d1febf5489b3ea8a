package io.ordo.scheduler.rest;

import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.Hosts.Names;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.rest.RestCourier.Setup;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.target.SigningKey;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;

/** Parcels and couriers as tests need them. */
final class Letters {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    static final UUID TASK = UUID.fromString("01900000-0000-7000-8000-00000000002a");
    static final String BODY = "{\"test\":\"ü\"}";

    /** Longer than anything here takes, unless it never ends. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For what never ends. */
    static final Duration SHORT = Duration.ofMillis(300);

    private static final SigningKey KEY = SigningKey.of(new byte[] {1, 2, 3});

    private Letters() {}

    /** A POST whose answer 200 says that it is done. */
    static Address.Rest to(String url) {
        return new Address.Rest(URI.create(url), "POST", Map.of(), PATIENCE, Set.of(200), false, List.of());
    }

    static Address.Rest impatient(Address.Rest address) {
        return new Address.Rest(
                address.url(),
                address.method(),
                address.headers(),
                SHORT,
                address.success(),
                address.isAsync(),
                address.keys());
    }

    static Parcel parcel(Address.Rest address) {
        return new Parcel(new LeaseKey(TASK, 7), 3, address, BODY);
    }

    /** Reaches what a setting opens, and looks up no name. */
    static RestCourier courier(String allowed) {
        return courier(allowed, host -> {
            throw new AssertionError("looked up " + host);
        });
    }

    /** Looks names up, as a careless courier would. */
    static RestCourier careless(String allowed) {
        return courier(allowed, host -> List.of(InetAddress.getAllByName(host)));
    }

    static RestCourier courier(String allowed, Names names) {
        return courier(allowed, names, setup(PATIENCE));
    }

    static RestCourier courier(String allowed, Names names, Setup setup) {
        return new RestCourier(
                new Hosts(AllowedAddresses.of(allowed), names), () -> List.of(KEY), InstantSource.fixed(NOW), setup);
    }

    static Setup setup(Duration grace) {
        return new Setup("1.2.3", 50, grace, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }
}
