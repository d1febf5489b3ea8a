package io.ordo.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds all that survives a restart. One process at a time: it is locked from {@link #open} until
 * {@link #close} or the end of the process, however that comes.
 *
 * <pre>
 * lock                who uses the directory; the operating system's lock on it counts, not its existence
 * api-key             the administrator's key, when none is set
 * database-password   PostgreSQL's password
 * database-port       where it listened last
 * postgres/           the cluster
 * postgres.log        what PostgreSQL says
 * postgres-binaries-… the server's programs, unpacked
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
    private static final int LONGEST_PID = 20;

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory for this process, making it (readable by its owner only) when there is none.
     *
     * @throws StandaloneRefused when another process has it, or it can be neither made nor written
     */
    public static DataDirectory open(Path path) throws IOException {
        Path real = made(path);
        FileChannel lockFile = lockFile(real);
        if (tryLock(lockFile) == null) {
            try (lockFile) {
                throw new StandaloneRefused("Another Ordo (process " + holder(lockFile) + ") uses the data directory "
                        + real + ": stop it, or choose another directory with ORDO_DATA_DIR.");
            }
        }
        lockFile.truncate(0).write(utf8(ProcessHandle.current().pid() + "\n"), 0);
        return new DataDirectory(real, lockFile);
    }

    private static Path made(Path path) {
        try {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return path.toRealPath();
        } catch (IOException refused) {
            throw unusable(path, refused);
        }
    }

    private static FileChannel lockFile(Path directory) {
        try {
            return FileChannel.open(
                    directory.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw unusable(directory, refused);
        }
    }

    private static StandaloneRefused unusable(Path path, IOException refused) {
        String reason = switch (refused) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it is no directory";
            case NoSuchFileException _ -> "no directory can be made there";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(refused.getMessage());
        };
        return new StandaloneRefused(
                "The data directory %s cannot be used: %s; choose another with ORDO_DATA_DIR.".formatted(path, reason));
    }

    /** The directory, absolute and without symbolic links. */
    public Path path() {
        return path;
    }

    /** The key for when its user sets none. */
    ApiKey apiKey() throws IOException {
        KeptSecret kept = KeptSecret.in(path.resolve("api-key"));
        return ApiKey.chosen(kept.value(), kept.file().toString());
    }

    KeptSecret databasePassword() throws IOException {
        return KeptSecret.in(path.resolve("database-password"));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Reads through the locked channel: on POSIX, closing a second one on the file would give up the lock. */
    private static String holder(FileChannel lockFile) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_PID);
        lockFile.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }
}
