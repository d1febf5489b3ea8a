package io.ordo.scheduler.http.once;

import io.micronaut.http.HttpRequest;
import io.ordo.api.FieldError;
import io.ordo.scheduler.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that may be sent again.
 *
 * @param scope who sends what kind of request under which key; hashed, because a key may be a secret
 * @param fingerprint of all that it asks
 */
record KeyedRequest(String scope, String fingerprint) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final byte[] NOTHING = {};

    /**
     * The request under its key; empty when it brings none.
     *
     * @throws ProblemException 422 when the key is none
     */
    static Optional<KeyedRequest> of(HttpRequest<?> request) {
        var keys = request.getHeaders().getAll(Replays.HEADER);
        if (keys.size() > 1) {
            throw refused("count", "Must be given once.");
        }
        return keys.stream().findFirst().map(key -> of(request, key));
    }

    private static KeyedRequest of(HttpRequest<?> request, String key) {
        if (!KEY.matcher(key).matches()) {
            throw refused("format", "Must be 1 to 255 printable ASCII characters without spaces.");
        }
        String sender = request.getUserPrincipal().map(Principal::getName).orElse("");
        String scope = String.join("\n", sender, request.getMethodName(), request.getPath(), key);
        byte[] body = request.getBody(byte[].class).orElse(NOTHING);
        return new KeyedRequest(
                hash(scope.getBytes(StandardCharsets.UTF_8), NOTHING),
                hash(String.valueOf(request.getUri().getRawQuery()).getBytes(StandardCharsets.UTF_8), body));
    }

    private static ProblemException refused(String code, String why) {
        return ProblemException.invalid(List.of(new FieldError(Replays.HEADER, code, why)));
    }

    private static String hash(byte[] first, byte[] second) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(second));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
