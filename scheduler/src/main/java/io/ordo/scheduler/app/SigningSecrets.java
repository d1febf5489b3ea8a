package io.ordo.scheduler.app;

import io.ordo.scheduler.rest.SigningKeys;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Signs requests with the secret {@code WEBHOOK_SIGNING}, and with {@code WEBHOOK_SIGNING_OLD} as well while receivers
 * change over. What begins with {@code whsec_} is in Base64, as Standard Webhooks write their secrets.
 */
public final class SigningSecrets implements SigningKeys {
    private static final String NEW = "WEBHOOK_SIGNING";
    private static final String OLD = "WEBHOOK_SIGNING_OLD";
    private static final String ENCODED = "whsec_";

    /** So late at worst a changed secret is taken up. */
    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final Secrets secrets;
    private final LongSupplier nanos;
    private volatile Known known;

    /** @param nanos the JVM's clock for spans of time */
    public SigningSecrets(Secrets secrets, LongSupplier nanos) {
        this.secrets = secrets;
        this.nanos = nanos;
        this.known = read();
    }

    @Override
    public List<byte[]> of(Address.Rest address) {
        if (nanos.getAsLong() - known.since() > MEMORY.toNanos()) {
            known = read();
        }
        return known.keys();
    }

    private Known read() {
        var keys = Stream.of(NEW, OLD)
                .flatMap(name -> secrets.find(name).stream())
                .map(SigningSecrets::bytes)
                .toList();
        return new Known(keys, nanos.getAsLong());
    }

    private static byte[] bytes(String secret) {
        return secret.startsWith(ENCODED)
                ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    private record Known(List<byte[]> keys, long since) {}
}
