package io.ordo.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.ordo.bench.server.Postgres;
import io.ordo.bench.sql.Hammer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** db-scheduler, by both its strategies. */
public final class DbScheduler {
    /** Its database on the server. */
    public static final String DATABASE = "dbscheduler";

    private static final int CALLERS = 16;
    private static final int BATCH = 1000;

    /** In the past, so that everything is due. */
    private static final Instant DUE = Instant.EPOCH;

    private final Postgres postgres;

    /** How it takes what is due, and the threads that served it best. */
    public enum Strategy {
        /** One statement locks and reads a batch. */
        LOCK_AND_FETCH(100),
        /** A batch is read, and each execution locks its own. */
        FETCH(16);

        private final int threads;

        Strategy(int threads) {
            this.threads = threads;
        }
    }

    /** The peer on this server. */
    public DbScheduler(Postgres postgres) {
        this.postgres = postgres;
    }

    private static final String TABLE = """
            CREATE TABLE scheduled_tasks (
                task_name text NOT NULL,
                task_instance text NOT NULL,
                task_data bytea,
                execution_time timestamptz NOT NULL,
                picked boolean NOT NULL,
                picked_by text,
                last_success timestamptz,
                last_failure timestamptz,
                consecutive_failures integer,
                last_heartbeat timestamptz,
                version bigint NOT NULL,
                priority smallint,
                PRIMARY KEY (task_name, task_instance)
            )
            """;

    private static final String LOAD = """
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
            SELECT 'count', gen_random_uuid(), now() - interval '1 hour' + number * interval '1 ms', false, 1, 0
            FROM generate_series(1, ?) AS number
            """;

    /** Executions in a second, of so many that were loaded before. */
    public double drain(Strategy strategy, int tasks, Window window) throws Exception {
        var done = new Executions();
        try (var pool = newPool(strategy)) {
            pool.execute(LOAD, tasks);
            pool.execute("VACUUM ANALYZE scheduled_tasks");
            var scheduler = newScheduler(pool, counting(done), strategy);
            scheduler.start();
            try {
                return done.rate(window.warmUp(), window.length(), tasks);
            } finally {
                scheduler.stop();
            }
        }
    }

    /** Executions in a second of each tick, while as many are added as were executed. */
    public List<Double> churn(int backlog, Duration tick, int ticks) throws Exception {
        var done = new Executions();
        try (var pool = newPool(Strategy.LOCK_AND_FETCH)) {
            pool.execute(LOAD, backlog);
            pool.execute("VACUUM ANALYZE scheduled_tasks");
            var scheduler = newScheduler(pool, counting(done), Strategy.LOCK_AND_FETCH);
            scheduler.start();
            var feeder = new Feeder(pool, done);
            try {
                Thread.sleep(tick);
                return done.ratesOfTicks(tick, ticks);
            } finally {
                feeder.end();
                scheduler.stop();
            }
        }
    }

    /** Single calls in a second, by sixteen callers. */
    public double enqueue(Window window) throws Exception {
        try (var pool = newPool(Strategy.FETCH)) {
            var task = counting(new Executions());
            var scheduler = newScheduler(pool, task, Strategy.FETCH);
            var number = new AtomicLong();
            return Hammer.rate(CALLERS, window.warmUp(), window.length(), () -> {
                scheduler.schedule(task.instance("one-" + number.incrementAndGet(), 1L), DUE);
                return 1;
            });
        }
    }

    /** Tasks in a second by its batch API, a thousand at a time, by so many callers. */
    public double enqueueBatches(int callers, Window window) throws Exception {
        try (var pool = newPool(Strategy.FETCH)) {
            var task = counting(new Executions());
            var scheduler = newScheduler(pool, task, Strategy.FETCH);
            var number = new AtomicLong();
            return Hammer.rate(callers, window.warmUp(), window.length(), () -> {
                long first = number.getAndAdd(BATCH);
                List<TaskInstance<?>> batch = IntStream.range(0, BATCH)
                        .<TaskInstance<?>>mapToObj(index -> task.instance("batch-" + (first + index), 1L))
                        .toList();
                scheduler.scheduleBatch(batch, DUE);
                return BATCH;
            });
        }
    }

    Pool newPool(Strategy strategy) throws SQLException {
        var pool = new Pool(postgres, DATABASE, Math.min(strategy.threads, 50) + 10);
        pool.empty();
        pool.execute(
                TABLE,
                "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)",
                "CREATE INDEX priority_execution_time_idx ON scheduled_tasks (priority DESC, execution_time)");
        return pool;
    }

    private static OneTimeTask<Long> counting(Executions done) {
        return Tasks.oneTime("count", Long.class).execute((instance, context) -> done.hit());
    }

    static Scheduler newScheduler(Pool pool, Task<?> task, Strategy strategy) {
        var builder = Scheduler.create(pool.source(), task)
                .threads(strategy.threads)
                .pollingInterval(Duration.ofMillis(100))
                .heartbeatInterval(Duration.ofMinutes(5))
                .shutdownMaxWait(Duration.ofSeconds(5));
        return switch (strategy) {
            case LOCK_AND_FETCH -> builder.pollUsingLockAndFetch(1.0, 4.0).build();
            case FETCH -> builder.pollUsingFetch(0.5, 4.0).build();
        };
    }

    /** Adds what was executed, in lumps of at least 500. */
    private static final class Feeder {
        private static final int LEAST = 500;

        private final Pool pool;
        private final Executions done;
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::feed);
        private volatile boolean over;

        Feeder(Pool pool, Executions done) {
            this.pool = pool;
            this.done = done;
            thread.start();
        }

        private void feed() {
            long fed = 0;
            try {
                while (!over) {
                    long owed = done.count() - fed;
                    if (owed >= LEAST) {
                        pool.execute(LOAD, owed);
                        fed += owed;
                    } else {
                        Thread.sleep(5);
                    }
                }
            } catch (SQLException | InterruptedException failed) {
                throw new IllegalStateException("db-scheduler was fed no more", failed);
            }
        }

        void end() throws InterruptedException {
            over = true;
            thread.join();
        }
    }
}
