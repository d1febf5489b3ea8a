package io.ordo.scheduler.app;

import io.ordo.scheduler.target.Seals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The operator's key under which texts are sealed, by AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random
 * nonce each and the purpose as associated data. What it seals is {@code v1:} and the Base64 of nonce, text and tag.
 * Its own text is never printed.
 */
public final class MasterKey implements Seals {
    private static final String FORM = "v1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;

    /** Random ones of this length stay apart for 2^32 texts of one key. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final @Nullable SecretKeySpec key;

    /**
     * Takes the key as the operator set it.
     *
     * @param text Base64 of 32 bytes; empty for none
     * @throws IllegalArgumentException when it is neither; the message names the setting, and not what it was
     */
    public MasterKey(String text) {
        key = text.isEmpty() ? null : new SecretKeySpec(bytes(text), "AES");
    }

    private static byte[] bytes(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new IllegalArgumentException(
                "ORDO_MASTER_KEY must be the Base64 of 32 bytes, such as openssl rand -base64 32 makes, or empty.");
    }

    @Override
    public Optional<String> seal(String purpose, String text) {
        if (key == null) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = ByteBuffer.allocate(nonce.length + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
            return Optional.of(FORM + Base64.getEncoder().encodeToString(whole));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + CIPHER, missing);
        }
    }

    @Override
    public Optional<String> open(String purpose, String seal) {
        if (key == null || !seal.startsWith(FORM)) {
            return Optional.empty();
        }
        try {
            var whole = ByteBuffer.wrap(Base64.getDecoder().decode(seal.substring(FORM.length())));
            byte[] nonce = new byte[Math.min(NONCE_BYTES, whole.remaining())];
            whole.get(nonce);
            byte[] rest = new byte[whole.remaining()];
            whole.get(rest);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(rest);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException otherKeyOrBroken) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
