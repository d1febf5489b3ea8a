package io.ordo.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is running: one PostgreSQL, one scheduler on it, beside the scheduler's database one with the same tables and
 * one for each peer, and where tasks are brought to once that is asked for. Closed at the end of the run, also by
 * Ctrl-C.
 */
public final class Stage implements AutoCloseable {
    /** The scheduler's database. */
    public static final String ORDO = "ordo";

    /** A database for what somebody has who relays messages without a scheduler. */
    public static final String RELAY = "relay";

    /** A database with Ordo's tables that no scheduler works on. */
    public static final String LIMITS = "limits";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Thread hook = new Thread(this::closeAll, "stage-closer");
    private boolean closed;
    private final Postgres postgres;
    private final Scheduler scheduler;
    private final RankerFigures ranker;
    private final Path directory;
    private @Nullable Kafka kafka;
    private @Nullable Redis redis;

    /**
     * Starts everything; what was started is ended when something else does not start.
     *
     * @param parent of the directory in which the database stands
     */
    public Stage(Scheduler.Program program, Path parent) throws Exception {
        this.ranker = new RankerFigures(program.module());
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            directory = Files.createTempDirectory(parent, "ordo-bench");
            opened.push(() -> delete(directory));
            postgres = open(Postgres.start(directory));
            for (String database : List.of(ORDO, LIMITS, RELAY, "dbscheduler", "jobrunr", "quartz")) {
                postgres.createDatabase(database);
            }
            Path log = directory.resolve("scheduler.log");
            Scheduler.start(program, postgres, LIMITS, log).close();
            scheduler = open(Scheduler.start(program, postgres, ORDO, log));
        } catch (Exception | Error notStarted) {
            close();
            throw notStarted;
        }
    }

    private synchronized <T extends AutoCloseable> T open(T started) throws Exception {
        if (closed) {
            started.close();
            throw new IllegalStateException("The run was ended while it was starting.");
        }
        opened.push(started);
        return started;
    }

    /** The database server. */
    public Postgres postgres() {
        return postgres;
    }

    /** The scheduler under test. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** The ranker's own programs. */
    public RankerFigures ranker() {
        return ranker;
    }

    /** A broker of Kafka, started when it is first asked for. */
    public Kafka kafka() throws Exception {
        if (kafka == null) {
            kafka = open(Kafka.start(directory));
        }
        return kafka;
    }

    /** A Redis, started when it is first asked for. */
    public Redis redis() throws Exception {
        if (redis == null) {
            redis = open(Redis.start(directory));
        }
        return redis;
    }

    /** A new connection to the scheduler's database. */
    public Connection ordo() throws SQLException {
        return postgres.connect(ORDO);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running, and does the same.
        }
        closeAll();
    }

    /** Latest first; one that fails does not keep the others from being closed. */
    private synchronized void closeAll() {
        closed = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                System.err.println("Not everything could be ended: " + failed);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> walked = Files.walk(directory)) {
            for (Path path : walked.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
