package io.ordo.scheduler.rest;

import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.RequestHeaders;
import io.ordo.scheduler.target.SigningKey;
import io.ordo.scheduler.target.Wrong;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Writes what is sent for a parcel. */
final class Requests {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final byte[] NOTHING = {};

    private final SigningKeys keys;
    private final InstantSource clock;
    private final String userAgent;

    Requests(SigningKeys keys, InstantSource clock, String version) {
        this.keys = keys;
        this.clock = clock;
        this.userAgent = "ordo/" + version;
    }

    /** Why a parcel cannot be sent as its address wants it; empty when it can. */
    static Optional<Wrong> wrong(Address.Rest address) {
        if (!METHOD.matcher(address.method()).matches() || address.method().equals("CONNECT")) {
            return Optional.of(new Wrong("method", "The method must be one of HTTP, in capitals."));
        }
        return address.headers().entrySet().stream()
                .flatMap(header -> RequestHeaders.wrong(header.getKey(), header.getValue()).stream())
                .findFirst();
    }

    /** @param address the parcel's, with nothing wrong in it */
    ClassicHttpRequest of(Parcel parcel, Address.Rest address) {
        boolean hasBody = WITH_BODY.contains(address.method());
        byte[] body = hasBody ? parcel.body().getBytes(StandardCharsets.UTF_8) : NOTHING;
        var request = new BasicClassicHttpRequest(address.method(), (HttpHost) null, path(address.url()));
        request.addHeader("Host", host(address.url()));
        address.headers().forEach(request::addHeader);
        addIfMissing(request, "User-Agent", userAgent);
        if (hasBody) {
            addIfMissing(request, "Content-Type", "application/json");
            request.addHeader("Content-Length", body.length);
            request.setEntity(new ByteArrayEntity(body, null));
        }
        request.addHeader("Idempotency-Key", parcel.key());
        request.addHeader("Ordo-Attempt", parcel.attempt());
        request.addHeader("Ordo-Fence", parcel.lease().fence());
        request.addHeader("traceparent", parcel.traceparent());
        sign(request, parcel.key(), address.keys().isEmpty() ? keys.current() : address.keys(), body);
        return request;
    }

    private static void addIfMissing(HttpMessage request, String name, String value) {
        if (!request.containsHeader(name)) {
            request.addHeader(name, value);
        }
    }

    private void sign(HttpMessage request, String id, List<SigningKey> live, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        request.addHeader("webhook-id", id);
        request.addHeader("webhook-timestamp", seconds);
        request.addHeader("webhook-signature", Signature.of(live, id, seconds, body));
    }

    private static String host(URI url) {
        return url.getPort() == -1 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private static String path(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
