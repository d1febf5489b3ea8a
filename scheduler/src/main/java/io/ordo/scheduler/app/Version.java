package io.ordo.scheduler.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this build. */
public final class Version {
    /** As the build wrote it into a resource. */
    public static final String CURRENT = read();

    private Version() {}

    private static String read() {
        try (var resource = Objects.requireNonNull(Version.class.getResourceAsStream("/ordo-version.txt"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
