package io.ordo.bench.peer;

import io.ordo.bench.server.Postgres;
import io.ordo.bench.sql.Hammer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz with its clustered JDBC store. It has no call that adds many jobs. */
public final class QuartzPeer {
    private static final String DATABASE = "quartz";
    private static final int THREADS = 50;
    private static final int CALLERS = 16;

    /** Quartz makes its jobs by itself, so the count has to be where they find it. */
    private static final AtomicReference<Executions> DONE = new AtomicReference<>(new Executions());

    private final Postgres postgres;

    /** The peer on this server. */
    public QuartzPeer(Postgres postgres) {
        this.postgres = postgres;
    }

    /** What it executes. */
    public static final class Counting implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            DONE.get().hit();
        }
    }

    private static final String LOAD_JOBS = """
            INSERT INTO qrtz_job_details (
                sched_name, job_name, job_group, description, job_class_name, is_durable, is_nonconcurrent,
                is_update_data, requests_recovery, job_data)
            SELECT sched_name, 'job-' || number, job_group, description, job_class_name, is_durable, is_nonconcurrent,
                   is_update_data, requests_recovery, job_data
            FROM qrtz_job_details
            CROSS JOIN generate_series(1, ?) AS number
            WHERE job_name = 'job-0'
            """;

    private static final String LOAD_TRIGGERS = """
            INSERT INTO qrtz_triggers (
                sched_name, trigger_name, trigger_group, job_name, job_group, description, next_fire_time,
                prev_fire_time, priority, trigger_state, trigger_type, start_time, end_time, calendar_name,
                misfire_instr, job_data)
            SELECT sched_name, 'job-' || number, trigger_group, 'job-' || number, job_group, description,
                   next_fire_time, prev_fire_time, priority, trigger_state, trigger_type, start_time, end_time,
                   calendar_name, misfire_instr, job_data
            FROM qrtz_triggers
            CROSS JOIN generate_series(1, ?) AS number
            WHERE trigger_name = 'job-0'
            """;

    private static final String LOAD_SIMPLE_TRIGGERS = """
            INSERT INTO qrtz_simple_triggers (
                sched_name, trigger_name, trigger_group, repeat_count, repeat_interval, times_triggered)
            SELECT sched_name, 'job-' || number, trigger_group, repeat_count, repeat_interval, times_triggered
            FROM qrtz_simple_triggers
            CROSS JOIN generate_series(1, ?) AS number
            WHERE trigger_name = 'job-0'
            """;

    /** Executions in a second, of so many that were loaded before. */
    public double drain(int jobs, Window window) throws Exception {
        var done = new Executions();
        DONE.set(done);
        try (var pool = newPool()) {
            var scheduler = newScheduler();
            try {
                schedule(scheduler, 0);
                load(pool, jobs - 1L);
                scheduler.start();
                return done.rate(window.warmUp(), window.length(), jobs);
            } finally {
                scheduler.shutdown(true);
            }
        }
    }

    /** Loads so many jobs like the one there is, which is called {@code job-0}. */
    static void load(Pool pool, long jobs) throws SQLException {
        for (String load : new String[] {LOAD_JOBS, LOAD_TRIGGERS, LOAD_SIMPLE_TRIGGERS}) {
            pool.execute(load, jobs);
            pool.execute("ANALYZE");
        }
    }

    /** Single calls in a second, by sixteen callers. */
    public double enqueue(Window window) throws Exception {
        try (var _ = newPool()) {
            var scheduler = newScheduler();
            try {
                var number = new AtomicLong();
                return Hammer.rate(CALLERS, window.warmUp(), window.length(), () -> {
                    schedule(scheduler, number.incrementAndGet());
                    return 1;
                });
            } finally {
                scheduler.shutdown(true);
            }
        }
    }

    private static void schedule(Scheduler scheduler, long number) throws SchedulerException {
        scheduler.scheduleJob(
                JobBuilder.newJob(Counting.class)
                        .withIdentity("job-" + number)
                        .usingJobData("number", Long.toString(number))
                        .build(),
                TriggerBuilder.newTrigger()
                        .withIdentity("job-" + number)
                        .startNow()
                        .build());
    }

    Pool newPool() throws SQLException, IOException {
        var pool = new Pool(postgres, DATABASE, 4);
        pool.empty();
        try (var tables = Objects.requireNonNull(
                Scheduler.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/tables_postgres.sql"))) {
            var script = new String(tables.readAllBytes(), StandardCharsets.UTF_8);
            pool.execute(script.replaceAll("(?i)\\bcommit;", ""));
        }
        return pool;
    }

    Scheduler newScheduler() throws SchedulerException {
        var settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "bench");
        settings.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
        settings.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(THREADS));
        settings.setProperty("org.quartz.scheduler.batchTriggerAcquisitionFireAheadTimeWindow", "0");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        settings.setProperty(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        settings.setProperty("org.quartz.jobStore.isClustered", "true");
        settings.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        settings.setProperty("org.quartz.jobStore.misfireThreshold", "3600000");
        settings.setProperty("org.quartz.jobStore.dataSource", "bench");
        settings.setProperty("org.quartz.dataSource.bench.provider", "hikaricp");
        settings.setProperty("org.quartz.dataSource.bench.driver", "org.postgresql.Driver");
        settings.setProperty("org.quartz.dataSource.bench.URL", postgres.url(DATABASE));
        settings.setProperty("org.quartz.dataSource.bench.user", postgres.user());
        settings.setProperty("org.quartz.dataSource.bench.password", "");
        settings.setProperty("org.quartz.dataSource.bench.maxConnections", Integer.toString(THREADS + 5));
        return new StdSchedulerFactory(settings).getScheduler();
    }
}
