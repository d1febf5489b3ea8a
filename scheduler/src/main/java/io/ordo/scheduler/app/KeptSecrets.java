package io.ordo.scheduler.app;

import io.ordo.scheduler.target.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Secrets in the environment, or in files of a folder as Docker and Kubernetes mount them. */
public final class KeptSecrets implements Secrets {
    private final Map<String, String> environment;
    private final String folder;

    /** @param folder in which a file each has the name of a secret; empty for none */
    public KeptSecrets(Map<String, String> environment, String folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** A file is read anew each time; the end of its last line is none of the secret. */
    @Override
    public Optional<String> find(String name) {
        var here = Optional.ofNullable(environment.get("ORDO_SECRET_%s".formatted(name)));
        return here.isPresent() || folder.isEmpty()
                ? here
                : read(Path.of(folder).resolve(name));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).stripTrailing());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("secret " + file.getFileName() + " cannot be read", unreadable);
        }
    }
}
