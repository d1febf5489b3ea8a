package io.ordo.bench.sql;

import io.ordo.bench.sql.Hammer.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures {@link TaskTables} from several connections. */
public final class Limits {
    private static final int PREPARE_BATCH = 1000;

    private final Connections database;
    private final Duration warmUp;
    private final Duration length;

    /** A database that may be asked for connections. */
    @FunctionalInterface
    public interface Connections {
        /** A new connection, which commits every statement. */
        Connection open() throws SQLException;
    }

    /** Limits of a database that holds Ordo's tables and serves no scheduler. */
    public Limits(Connections database, Duration warmUp, Duration length) {
        this.database = database;
        this.warmUp = warmUp;
        this.length = length;
    }

    /** Tasks inserted in a second. */
    public double inserts(int connections, int batch) throws Exception {
        return rate(connections, connections, tables -> tables.insert(batch));
    }

    /**
     * Tasks claimed and completed in a second, each half a transaction of its own, by workers who know which tasks are
     * next: the limit of any way to choose them.
     */
    public double claims(int connections, int batch) throws Exception {
        List<UUID> queued = queued();
        var next = new AtomicInteger();
        return rate(connections, connections, tables -> {
            int from = next.getAndAdd(batch);
            return from + batch > queued.size() ? 0 : tables.popByKey(queued.subList(from, from + batch));
        });
    }

    /** The same, one task at a time, by workers who know nothing of each other, more of them than connections. */
    public double independentWorkers(int workers, int connections) throws Exception {
        return rate(workers, connections, tables -> tables.popByRank(1));
    }

    private List<UUID> queued() throws SQLException {
        try (var tables = new TaskTables(database.open())) {
            return tables.queued();
        }
    }

    /** Removes all tasks. */
    public void empty() throws SQLException {
        try (var connection = database.open()) {
            TaskTables.forgetAll(connection);
        }
    }

    /** Sees to it that at least so many tasks are queued, that the planner knows of them, and that all is on disk. */
    public void prepare(long tasks) throws SQLException {
        try (var connection = database.open();
                var statement = connection.createStatement();
                var tables = new TaskTables(database.open())) {
            for (long queued = tables.queued().size(); queued < tasks; queued += PREPARE_BATCH) {
                tables.insert(PREPARE_BATCH);
            }
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }

    private interface Step {
        int take(TaskTables tables) throws SQLException;
    }

    private double rate(int threads, int connections, Step step) throws Exception {
        List<TaskTables> all = new ArrayList<>();
        BlockingQueue<TaskTables> free = new ArrayBlockingQueue<>(connections);
        try {
            for (int index = 0; index < connections; index++) {
                all.add(new TaskTables(database.open()));
            }
            free.addAll(all);
            Work work = () -> {
                var tables = free.take();
                try {
                    return step.take(tables);
                } finally {
                    free.add(tables);
                }
            };
            return Hammer.rate(threads, warmUp, length, work);
        } finally {
            for (TaskTables tables : all) {
                tables.close();
            }
        }
    }
}
