package io.ordo.scheduler.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The installation's own API key, which may do everything. Its text is never printed. */
public final class AdminKey {
    /** Shorter keys can be guessed. */
    public static final int SHORTEST = 16;

    private final byte[] key;

    /**
     * Takes the key as the operator set it.
     *
     * @throws IllegalArgumentException when it is too short or fits in no header; the message names the setting
     */
    public AdminKey(String key) {
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("ORDO_API_KEY must have at least " + SHORTEST + " characters.");
        }
        if (!key.chars().allMatch(AdminKey::fitsInAHeader)) {
            throw new IllegalArgumentException("ORDO_API_KEY must be printable ASCII without spaces.");
        }
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean fitsInAHeader(int character) {
        return character > ' ' && character < 0x7F;
    }

    /** Whether this is the key; takes as long for a near miss as for a far one. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(key, candidate.getBytes(StandardCharsets.UTF_8));
    }
}
