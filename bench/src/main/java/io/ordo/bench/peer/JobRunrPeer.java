package io.ordo.bench.peer;

import io.ordo.bench.server.Postgres;
import io.ordo.bench.sql.Hammer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/** JobRunr, the open-source edition. Its poll interval cannot be shorter than five seconds. */
public final class JobRunrPeer {
    private static final String DATABASE = "jobrunr";
    private static final int WORKERS = 100;
    private static final int CALLERS = 16;
    private static final int BATCH = 5000;

    private final Postgres postgres;

    /** The peer on this server. */
    public JobRunrPeer(Postgres postgres) {
        this.postgres = postgres;
    }

    /** What it executes. JobRunr makes one by itself while it looks into a lambda, so the count is set later. */
    public static final class Job {
        private final Executions done;

        /** One that nobody counts. */
        public Job() {
            this(new Executions());
        }

        Job(Executions done) {
            this.done = done;
        }

        /** Counts. */
        public void run(long number) {
            done.hit();
        }
    }

    /** Copies of the one job there is. */
    private static final String LOAD = """
            INSERT INTO jobrunr_jobs (
                id, version, jobasjson, jobsignature, state, createdat, updatedat, scheduledat, recurringjobid)
            SELECT copy.id, job.version, replace(job.jobasjson, job.id, copy.id), job.jobsignature, job.state,
                   job.createdat, job.updatedat + copy.number * interval '1 microsecond', job.scheduledat,
                   job.recurringjobid
            FROM (SELECT number, cast(gen_random_uuid() AS text) AS id FROM generate_series(1, ?) AS number) AS copy
            CROSS JOIN (
                SELECT id, version, jobasjson, jobsignature, state, createdat, updatedat, scheduledat, recurringjobid
                FROM jobrunr_jobs
                LIMIT 1
            ) AS job
            """;

    /** Executions in a second, of so many that were loaded before. */
    public double drain(int jobs, Window window) throws Exception {
        var done = new Executions();
        return with(new Job(done), (scheduler, pool) -> {
            scheduler.<Job>enqueue(job -> job.run(0));
            pool.execute(LOAD, jobs - 1L);
            pool.execute("VACUUM ANALYZE jobrunr_jobs");
            JobRunr.getBackgroundJobServer().start();
            return done.rate(window.warmUp(), window.length(), jobs);
        });
    }

    /** Single calls in a second, by sixteen callers. */
    public double enqueue(Window window) throws Exception {
        return with(
                new Job(),
                (scheduler, pool) -> Hammer.rate(CALLERS, window.warmUp(), window.length(), () -> {
                    scheduler.<Job>enqueue(job -> job.run(1));
                    return 1;
                }));
    }

    /** Jobs in a second by its stream API, by one caller. */
    public double enqueueBatches(Window window) throws Exception {
        return with(
                new Job(),
                (scheduler, pool) -> Hammer.rate(1, window.warmUp(), window.length(), () -> {
                    scheduler.<Job, Long>enqueue(LongStream.range(0, BATCH).boxed(), (job, number) -> job.run(number));
                    return BATCH;
                }));
    }

    private interface Measurement {
        double take(JobScheduler scheduler, Pool pool) throws Exception;
    }

    /** It is ended before its connections are. */
    private double with(Job job, Measurement measurement) throws Exception {
        try (var pool = newPool()) {
            try {
                return measurement.take(configure(pool, job), pool);
            } finally {
                JobRunr.destroy();
            }
        }
    }

    private Pool newPool() throws SQLException {
        var pool = new Pool(postgres, DATABASE, 50);
        pool.empty();
        return pool;
    }

    private static JobScheduler configure(Pool pool, Job job) {
        return JobRunr.configure()
                .useStorageProvider(new PostgresStorageProvider(pool.source(), DatabaseOptions.CREATE))
                .useJobActivator(new JobActivator() {
                    @Override
                    public <T> T activateJob(Class<T> type) {
                        return type.cast(job);
                    }
                })
                .useBackgroundJobServer(
                        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                                .andWorkerCount(WORKERS)
                                .andPollInterval(Duration.ofSeconds(5))
                                .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(Duration.ofSeconds(1)),
                        false)
                .initialize()
                .getJobScheduler();
    }
}
