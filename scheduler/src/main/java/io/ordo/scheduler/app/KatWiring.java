package io.ordo.scheduler.app;

import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.claiming.Exchange;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.planning.ScheduleList;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.admin.PostgresBacklogs;
import io.ordo.scheduler.postgres.history.PostgresTaskCensus;
import io.ordo.scheduler.postgres.hot.PostgresIntake;
import io.ordo.scheduler.postgres.hot.PostgresStandings;
import io.ordo.scheduler.postgres.plan.PostgresScheduleList;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.pushing.SchedulesOnPush;
import io.ordo.scheduler.queue.Backlogs;
import io.ordo.scheduler.steering.Guide;
import io.ordo.scheduler.steering.Patcher;
import io.ordo.scheduler.steering.Patcher.Stores;
import io.ordo.scheduler.steering.Standings;
import io.ordo.scheduler.steering.Submitter;
import io.ordo.scheduler.steering.Submitter.Entrance;
import io.ordo.scheduler.steering.Switch;
import io.ordo.scheduler.task.TaskCensus;
import io.ordo.scheduler.task.TaskList;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/** Which actor that OpenKAT's clients need gets which port. */
@Factory
final class KatWiring {
    @Singleton
    Backlogs backlogs(Database database) {
        return new PostgresBacklogs(database);
    }

    @Singleton
    ScheduleList scheduleList(Database database) {
        return new PostgresScheduleList(database, TaskList.LONGEST_SEARCH);
    }

    @Singleton
    TaskCensus taskCensus(Database database) {
        return new PostgresTaskCensus(database);
    }

    @Singleton
    Standings standings(Database database) {
        return new PostgresStandings(database);
    }

    @Singleton
    Guide guide(Database database, Standings standings, Leases leases, Exchange exchange, Arrivals arrivals) {
        return new Guide(database, standings, leases, exchange, arrivals);
    }

    @Singleton
    Stores patchedStores(Database database, Standings standings, Leases leases) {
        return new Stores(standings, leases, new PostgresIntake(database));
    }

    @Singleton
    Patcher patcher(Database database, KnownQueues queues, TaskList tasks, Stores stores, Guide guide) {
        return new Patcher(database, queues, tasks, stores, guide);
    }

    @Singleton
    Entrance entrance(
            Database database, Pusher pusher, Standings standings, SchedulesOnPush schedules, ItemPayload payloads) {
        return new Entrance(pusher, new PostgresIntake(database), standings, schedules, payloads);
    }

    @Singleton
    Submitter submitter(Database database, TaskList tasks, Supplier<UUID> ids, Entrance entrance, Guide guide) {
        return new Submitter(database, tasks, ids, entrance, guide);
    }

    @Singleton
    Switch onOff(KnownQueues queues, Standings standings, DatabaseClock clock) {
        return new Switch(queues, standings, clock);
    }
}
