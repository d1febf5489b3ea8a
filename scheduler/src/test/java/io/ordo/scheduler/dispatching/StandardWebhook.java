package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.dispatching.Hook.Got;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver's side of Standard Webhooks 1.0.0, as its specification tells it. */
final class StandardWebhook {
    private StandardWebhook() {}

    /** Whether one of the signatures of a request is by this secret. */
    static boolean accepts(String secret, Got got) {
        String signed = "v1," + Base64.getEncoder().encodeToString(hmac(secret, got));
        return Stream.of(got.signature().split(" ")).anyMatch(signed::equals);
    }

    private static byte[] hmac(String secret, Got got) {
        byte[] key = secret.startsWith("whsec_")
                ? Base64.getDecoder().decode(secret.substring("whsec_".length()))
                : secret.getBytes(StandardCharsets.UTF_8);
        String content = got.webhookId() + "." + got.timestamp() + "." + got.body();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
