package io.ordo.worker.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one attempt, readable by the worker's user only; closing it removes it with all that is in
 * it.
 *
 * @param path absolute
 */
public record Workspace(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);
    private static final String OWNER_ONLY = "rwx------";

    /** Makes a new, empty one below a directory that exists. */
    public static Workspace create(Path parent) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY));
        return new Workspace(
                Files.createTempDirectory(parent, "ordo-task-", ownerOnly).toAbsolutePath());
    }

    /** Writes a file of UTF-8 text and tells its path. */
    public Path write(String name, String text) throws IOException {
        return Files.writeString(path.resolve(name), text);
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Remover());
        } catch (IOException e) {
            LOG.warn("Directory of an attempt not removed path={} error={}", path, e.toString());
        }
    }

    /** Follows no links, and opens directories that the task has closed. */
    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(OWNER_ONLY));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
