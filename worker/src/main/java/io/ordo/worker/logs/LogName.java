package io.ordo.worker.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The names of files that logs of any name are kept in, none of which leads out of its directory. */
final class LogName {
    private static final int LONGEST = 100;
    private static final int DIGITS = 8;

    /** What not every file system takes, or takes for something else, as a dot at the beginning. */
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9 ._-]|^[. -]|[. ]$");

    private LogName() {}

    /** The log's own name where it can be; otherwise what is left of it, and a hash that keeps it apart from others. */
    static String of(String log) {
        String safe = UNSAFE.matcher(log.length() > LONGEST ? log.substring(0, LONGEST) : log)
                .replaceAll("_");
        return (safe.equals(log) ? safe : safe + "-" + hash(log)) + ".log";
    }

    private static String hash(String log) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(log.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
