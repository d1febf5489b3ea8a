package io.ordo.standalone.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts what was made beside its place into it, so that even after a power cut it is there completely or not at all. A
 * rename alone may reach the disk before the content does.
 */
public final class DurableMove {
    private DurableMove() {}

    /**
     * Writes a file, or a directory with all in it, through to the disk and renames it.
     *
     * @param place in the same directory as {@code unfinished}; a file there is replaced
     */
    public static void move(Path unfinished, Path place) throws IOException {
        for (Path path : all(unfinished)) {
            force(path);
        }
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(place.resolveSibling("."));
    }

    private static List<Path> all(Path path) throws IOException {
        try (Stream<Path> walked = Files.walk(path)) {
            return walked.toList();
        }
    }

    /** A symbolic link is content of its directory. */
    private static void force(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            forceDirectory(path);
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            force(path, StandardOpenOption.WRITE);
        }
    }

    private static void forceDirectory(Path directory) {
        try {
            force(directory, StandardOpenOption.READ);
        } catch (IOException refused) {
            // Some platforms and file systems do not write a directory through on request; its files are.
        }
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
