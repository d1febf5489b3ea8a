package io.ordo.scheduler.target;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A secret that deliveries are signed with, as its receivers are given it.
 *
 * @param text {@code whsec_} and Base64, as Standard Webhooks write their secrets, or any other text
 */
public record SigningKey(String text) {
    private static final String ENCODED = "whsec_";

    /** @throws IllegalArgumentException when it is neither, or no byte long; the message does not say what it was */
    public SigningKey {
        if (text.isEmpty() || text.equals(ENCODED) || !isReadable(text)) {
            throw new IllegalArgumentException("must be whsec_ and Base64, or another text that is not empty.");
        }
    }

    /** Of bytes that nobody can guess. */
    public static SigningKey of(byte[] bytes) {
        return new SigningKey(ENCODED + Base64.getEncoder().encodeToString(bytes));
    }

    private static boolean isReadable(String text) {
        try {
            return bytes(text).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** What is signed with. */
    public byte[] bytes() {
        return bytes(text);
    }

    private static byte[] bytes(String text) {
        return text.startsWith(ENCODED)
                ? Base64.getDecoder().decode(text.substring(ENCODED.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Says nothing of it. */
    @Override
    public String toString() {
        return "SigningKey";
    }
}
