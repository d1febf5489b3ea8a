package io.ordo.standalone.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs and libraries for this machine, packed in a jar of {@code io.zonky.test.postgres}. */
final class PostgresArchive {
    private static final int OWNER_EXECUTES = 0100;

    private PostgresArchive() {}

    /**
     * Unpacks the archive in {@code home} unless this very archive is there (about a second, 60 MB), and returns its
     * directory. The name carries the content's hash: a new version never meets an old one's files.
     */
    static Path unpackIn(Path home) throws IOException {
        byte[] archive = read("postgres-%s-%s.txz".formatted(system(), processor()));
        Path directory = home.resolve("postgres-binaries-" + hash(archive));
        WholeDirectory.make(directory, unfinished -> unpack(archive, unfinished));
        return directory;
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream resource = PostgresArchive.class.getResourceAsStream("/" + name)) {
            if (resource == null) {
                throw new DatabaseStartException("This build carries no PostgreSQL for this machine (" + name
                        + "): use PostgreSQL 18 and the scheduler by itself.");
            }
            return resource.readAllBytes();
        }
    }

    private static void unpack(byte[] archive, Path directory) throws IOException {
        try (var entries = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, entry.resolveIn(directory));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & OWNER_EXECUTES) != 0 && !target.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + target);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }

    private static String hash(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
