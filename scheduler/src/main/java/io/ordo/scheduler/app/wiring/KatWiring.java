package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.claiming.Exchange;
import io.ordo.scheduler.claiming.Exchange.Listeners;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.admin.PostgresBacklogs;
import io.ordo.scheduler.postgres.history.PostgresTaskCensus;
import io.ordo.scheduler.postgres.hot.PostgresStandings;
import io.ordo.scheduler.postgres.plan.PostgresScheduleList;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.pushing.Pusher.Reception;
import io.ordo.scheduler.pushing.SchedulesOnPush;
import io.ordo.scheduler.queue.Backlogs;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.scheduling.ScheduleList;
import io.ordo.scheduler.steering.Guide;
import io.ordo.scheduler.steering.Patcher;
import io.ordo.scheduler.steering.Patcher.Stores;
import io.ordo.scheduler.steering.Standings;
import io.ordo.scheduler.steering.Submitter;
import io.ordo.scheduler.steering.Submitter.Entrance;
import io.ordo.scheduler.steering.Switch;
import io.ordo.scheduler.task.TaskList;
import io.ordo.scheduler.tending.Bulk;
import io.ordo.scheduler.tending.Canceller;
import io.ordo.scheduler.upkeep.Census;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which actor that OpenKAT's clients need gets which port. */
@Factory
final class KatWiring {
    @Singleton
    Backlogs backlogs(Database database) {
        return new PostgresBacklogs(database);
    }

    @Singleton
    ScheduleList scheduleList(Database database, FilteredReads reads) {
        return new PostgresScheduleList(database, reads);
    }

    @Singleton
    Census census(Database database, KnownQueues queues) {
        return new Census(
                new PostgresTaskCensus(database),
                () -> queues.all().stream()
                        .filter(queue -> queue.settings().kat() != null)
                        .map(Queue::id)
                        .collect(Collectors.toSet()));
    }

    @Singleton
    Standings standings(Database database) {
        return new PostgresStandings(database);
    }

    @Singleton
    Guide.Stores guidedStores(Database database, Standings standings, Leases leases) {
        return new Guide.Stores(database, standings, leases);
    }

    @Singleton
    Guide guide(Guide.Stores stores, Exchange exchange, Canceller canceller, Listeners listeners) {
        return new Guide(stores, exchange, canceller, listeners);
    }

    @Singleton
    Stores patchedStores(Standings standings, Leases leases, Reception reception) {
        return new Stores(standings, leases, reception);
    }

    @Singleton
    Patcher patcher(Database database, KnownQueues queues, TaskList tasks, Stores stores, Guide guide) {
        return new Patcher(database, queues, tasks, stores, guide);
    }

    @Singleton
    Entrance entrance(Pusher pusher, Reception reception, Standings standings, SchedulesOnPush schedules) {
        return new Entrance(pusher, reception, standings, schedules);
    }

    @Singleton
    Submitter submitter(Database database, TaskList tasks, Supplier<UUID> ids, Entrance entrance, Guide guide) {
        return new Submitter(database, tasks, ids, entrance, guide);
    }

    @Singleton
    Switch onOff(KnownQueues queues, Bulk bulk, DatabaseClock clock) {
        return new Switch(queues, bulk, clock);
    }
}
