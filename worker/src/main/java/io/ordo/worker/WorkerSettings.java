package io.ordo.worker;

import io.ordo.worker.Environment.Range;
import io.ordo.worker.client.SchedulerAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything about a worker that can be set. Each component names its environment variable.
 *
 * @param scheduler {@code ORDO_URL} and {@code ORDO_API_KEY}: the scheduler and the key shown to it
 * @param name {@code ORDO_WORKER_NAME}: who pops, as the scheduler shows it; at most 100 characters
 * @param queues {@code ORDO_WORKER_QUEUES}: the queues it pops from; at least one
 * @param slots {@code ORDO_WORKER_SLOTS}: tasks executed at once, 1 to 256
 * @param lease {@code ORDO_WORKER_LEASE}: the lease asked for, 5 s to 1 h; extended every third of it
 * @param drain {@code ORDO_WORKER_DRAIN}: how long stopping waits for running work, 0 s to 1 d
 * @param outputLimit {@code ORDO_WORKER_OUTPUT_LIMIT}: bytes one attempt may print, 1 KiB to 256 MiB, kept in
 *     memory
 * @param children {@code ORDO_WORKER_PYTHON, _SHELL, _PATH, _TEMP}: how child processes are run
 * @param logs {@code ORDO_WORKER_LOGS}: the directory of the logs that {@code log} tasks append to; made when needed
 * @param host {@code ORDO_WORKER_HOST}: the address the health endpoint listens on
 * @param port {@code ORDO_WORKER_PORT}: its port; 0 for no endpoint
 * @param logLevel {@code ORDO_LOG_LEVEL}: the least level the application logs; an embedding program sets its
 *     own
 */
public record WorkerSettings(
        SchedulerAddress scheduler,
        String name,
        List<String> queues,
        int slots,
        Duration lease,
        Duration drain,
        int outputLimit,
        Children children,
        Path logs,
        String host,
        int port,
        String logLevel) {

    private static final int MIB = 1 << 20;
    private static final int HOUR = 3_600;
    private static final int MIN_KEY_LENGTH = 16;
    private static final int MAX_NAME_LENGTH = 100;
    private static final Pattern LEVELS = Pattern.compile("TRACE|DEBUG|INFO|WARN|ERROR");

    /**
     * How child processes are run.
     *
     * @param python the interpreter of Python code: a path, or a command to be found
     * @param shell the shell of shell scripts: a path, or a command to be found
     * @param path the variable PATH they see
     * @param temp an existing directory; each attempt gets one of its own in it
     */
    public record Children(String python, String shell, String path, Path temp) {}

    public WorkerSettings {
        queues = List.copyOf(queues);
    }

    /**
     * Reads the settings; variables it does not know are ignored.
     *
     * @throws IllegalArgumentException for a missing or bad value, with one sentence that names the variable
     */
    public static WorkerSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        return new WorkerSettings(
                new SchedulerAddress(url(environment), apiKey(environment)),
                name(environment),
                queues(environment),
                environment.integer("ORDO_WORKER_SLOTS", 4, new Range(1, 256)),
                environment.duration("ORDO_WORKER_LEASE", Duration.ofSeconds(60), new Range(5, HOUR)),
                environment.duration("ORDO_WORKER_DRAIN", Duration.ofSeconds(30), new Range(0, 24 * HOUR)),
                environment.size("ORDO_WORKER_OUTPUT_LIMIT", 10 * MIB, new Range(1 << 10, 256 * MIB)),
                children(environment),
                Path.of(environment.text("ORDO_WORKER_LOGS", "logs")),
                environment.text("ORDO_WORKER_HOST", "127.0.0.1"),
                environment.integer("ORDO_WORKER_PORT", 8001, new Range(0, 65_535)),
                environment.word("ORDO_LOG_LEVEL", "INFO", LEVELS));
    }

    private static URI url(Environment environment) {
        return parsed(environment.text("ORDO_URL", "http://127.0.0.1:8000"))
                .filter(url -> "http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                .filter(url -> url.getHost() != null && url.getRawQuery() == null && url.getRawFragment() == null)
                .orElseThrow(() -> Environment.bad("ORDO_URL", "an http or https URL such as http://127.0.0.1:8000"));
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static String apiKey(Environment environment) {
        return environment
                .text("ORDO_API_KEY")
                .filter(key -> key.length() >= MIN_KEY_LENGTH && key.matches("\\p{Graph}+"))
                .orElseThrow(() -> Environment.bad(
                        "ORDO_API_KEY", "set to a key of the scheduler, at least " + MIN_KEY_LENGTH + " characters"));
    }

    private static String name(Environment environment) {
        String name = environment
                .text("ORDO_WORKER_NAME")
                .orElseGet(() ->
                        hostname(environment) + "-" + ProcessHandle.current().pid());
        if (name.length() > MAX_NAME_LENGTH) {
            throw environment.wrong("ORDO_WORKER_NAME", "at most " + MAX_NAME_LENGTH + " characters");
        }
        return name;
    }

    private static String hostname(Environment environment) {
        return environment.text("HOSTNAME").orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException _) {
                return "worker";
            }
        });
    }

    private static List<String> queues(Environment environment) {
        List<String> queues = Stream.of(
                        environment.text("ORDO_WORKER_QUEUES", "default").split(","))
                .map(String::strip)
                .filter(queue -> !queue.isEmpty())
                .distinct()
                .toList();
        if (queues.isEmpty()) {
            throw environment.wrong("ORDO_WORKER_QUEUES", "one or more queue names with commas between");
        }
        return queues;
    }

    private static Children children(Environment environment) {
        Path temp = Path.of(environment.text("ORDO_WORKER_TEMP", System.getProperty("java.io.tmpdir")));
        if (!Files.isDirectory(temp) || !Files.isWritable(temp)) {
            throw environment.wrong("ORDO_WORKER_TEMP", "a directory that exists and is writable");
        }
        return new Children(
                environment.text("ORDO_WORKER_PYTHON", "python3"),
                environment.text("ORDO_WORKER_SHELL", "/bin/bash"),
                environment.text("ORDO_WORKER_PATH", "/usr/local/bin:/usr/bin:/bin"),
                temp);
    }
}
