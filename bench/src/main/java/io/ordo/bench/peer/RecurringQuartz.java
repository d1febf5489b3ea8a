package io.ordo.bench.peer;

import io.ordo.bench.load.Lateness;
import io.ordo.bench.server.Postgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

/** Quartz with its clustered JDBC store and triggers that recur. */
public final class RecurringQuartz {
    /** Quartz makes its jobs by itself, so the record has to be where they find it. */
    private static final AtomicReference<@Nullable Lateness> FIRED = new AtomicReference<>();

    /** Loaded by SQL, a few seconds for a hundred thousand. */
    private static final Duration LOADING = Duration.ofSeconds(40);

    private final QuartzPeer peer;
    private final InstantSource clock;

    /** The peer on this server. */
    public RecurringQuartz(Postgres postgres) throws SQLException {
        this.peer = new QuartzPeer(postgres);
        this.clock = postgres.clock();
    }

    /** What it executes. */
    public static final class Telling implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            Objects.requireNonNull(FIRED.get())
                    .hit(context.getScheduledFireTime().toInstant());
        }
    }

    private static final String SPREAD = """
            UPDATE qrtz_triggers
            SET next_fire_time = next_fire_time + (cast(split_part(trigger_name, '-', 2) AS bigint) * ?) / 1000000,
                start_time = start_time + (cast(split_part(trigger_name, '-', 2) AS bigint) * ?) / 1000000
            """;

    /**
     * How late so many triggers fire that are due within that time, evenly; without those that have not fired a quarter
     * later.
     */
    public Lateness fire(int triggers, Duration spread) throws Exception {
        var fired = new Lateness(triggers, clock);
        FIRED.set(fired);
        try (var pool = peer.newPool()) {
            var scheduler = peer.newScheduler();
            try {
                var first = fired.now().plus(LOADING);
                scheduler.scheduleJob(
                        JobBuilder.newJob(Telling.class).withIdentity("job-0").build(),
                        TriggerBuilder.newTrigger()
                                .withIdentity("job-0")
                                .startAt(Date.from(first))
                                .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
                                .build());
                QuartzPeer.load(pool, triggers - 1L);
                pool.execute(SPREAD, spread.toNanos() / triggers);
                pool.execute("VACUUM ANALYZE");
                Firing.await(fired, first, spread.multipliedBy(5).dividedBy(4), scheduler::start);
            } finally {
                scheduler.shutdown(true);
            }
        }
        return fired;
    }
}
