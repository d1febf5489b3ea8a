package io.ordo.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTaskWithPersistentSchedule;
import com.github.kagkarlsson.scheduler.task.helper.ScheduleAndData;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.ordo.bench.load.Lateness;
import io.ordo.bench.peer.DbScheduler.Strategy;
import io.ordo.bench.server.Postgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** db-scheduler with recurring tasks whose schedules stand in the database. */
public final class RecurringDbScheduler {
    private static final int BATCH = 1000;

    /** Quick enough that all are there before the first is due. */
    private static final double LOADED_PER_SECOND = 4_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DbScheduler peer;
    private final InstantSource clock;

    /** The peer on this server. */
    public RecurringDbScheduler(Postgres postgres) throws SQLException {
        this.peer = new DbScheduler(postgres);
        this.clock = postgres.clock();
    }

    /** Due an hour after each execution. */
    public static final class Hourly implements ScheduleAndData {
        private static final long serialVersionUID = 1L;

        @Override
        public Schedule getSchedule() {
            return FixedDelay.ofHours(1);
        }

        @Override
        public Object getData() {
            return "";
        }
    }

    /** How late each of so many tasks is executed that are due within that time, evenly. */
    public Lateness fire(int tasks, Duration spread) throws Exception {
        var fired = new Lateness(tasks, clock);
        var task = Tasks.recurringWithPersistentSchedule("recurring", Hourly.class)
                .execute((instance, context) -> fired.hit(context.getExecution().executionTime));
        try (var pool = peer.newPool(Strategy.LOCK_AND_FETCH)) {
            var scheduler = DbScheduler.newScheduler(pool, task, Strategy.LOCK_AND_FETCH);
            var first = fired.now().plusMillis(Math.round(tasks * 1_000 / LOADED_PER_SECOND) + 3_000);
            load(
                    scheduler,
                    task,
                    tasks,
                    number -> first.plus(spread.multipliedBy(number).dividedBy(tasks)));
            pool.execute("VACUUM ANALYZE scheduled_tasks");
            Firing.await(fired, first, spread.plus(PATIENCE), scheduler::start);
            scheduler.stop();
        }
        return fired;
    }

    private static void load(
            Scheduler scheduler,
            RecurringTaskWithPersistentSchedule<Hourly> task,
            int tasks,
            IntFunction<Instant> due) {
        for (int from = 0; from < tasks; from += BATCH) {
            scheduler.scheduleBatch(IntStream.range(from, Math.min(tasks, from + BATCH))
                    .<SchedulableInstance<?>>mapToObj(number -> SchedulableInstance.of(
                            task.instance("recurring-" + number, new Hourly()), due.apply(number)))
                    .toList());
        }
    }
}
