package io.ordo.standalone;

import io.ordo.standalone.disk.DurableMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret that is made once and kept in a file that only its owner can read. */
record KeptSecret(Path file, String value) {
    private static final int RANDOM_BYTES = 32;

    /** Reads the file, or makes it with a new secret of 43 URL-safe characters. */
    static KeptSecret in(Path file) throws IOException {
        if (!Files.exists(file)) {
            keep(file, random());
        }
        return new KeptSecret(file, Files.readString(file).strip());
    }

    /** A temporary file is the owner's alone from its birth; moving it in place leaves no half-written secret. */
    private static void keep(Path file, String secret) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(directory, "secret", ".unfinished");
        Files.writeString(unfinished, secret + "\n");
        DurableMove.move(unfinished, file);
    }

    /** A letter or digit first, so that no command takes it for an option. */
    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        SecureRandom random = new SecureRandom();
        String secret;
        do {
            random.nextBytes(bytes);
            secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } while (!Character.isLetterOrDigit(secret.charAt(0)));
        return secret;
    }

    @Override
    public String toString() {
        return "KeptSecret[" + file + "]";
    }
}
