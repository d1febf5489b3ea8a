package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.claiming.AwaitedTasks;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.history.PostgresDeadLetters;
import io.ordo.scheduler.postgres.history.PostgresProgress;
import io.ordo.scheduler.postgres.history.PostgresTaskLookup;
import io.ordo.scheduler.postgres.hot.PostgresInterventions;
import io.ordo.scheduler.postgres.plan.PostgresTasksOfJob;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.ranking.Reranker;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.task.Progress;
import io.ordo.scheduler.tending.Bulk;
import io.ordo.scheduler.tending.Bulk.Stores;
import io.ordo.scheduler.tending.Canceller;
import io.ordo.scheduler.tending.DeadLetters;
import io.ordo.scheduler.tending.Interventions;
import io.ordo.scheduler.tending.Prioritiser;
import io.ordo.scheduler.tending.Repeater;
import io.ordo.scheduler.tending.TaskLookup;
import io.ordo.scheduler.tending.Terminator;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/** Which actor that looks after tasks gets which port. */
@Factory
final class TendingWiring {
    @Singleton
    TaskLookup taskLookup(Database database, FilteredReads reads) {
        return new PostgresTaskLookup(database, reads);
    }

    @Singleton
    DeadLetters deadLetters(Database database, FilteredReads reads) {
        return new PostgresDeadLetters(database, reads);
    }

    @Singleton
    Interventions interventions(Database database) {
        return new PostgresInterventions(database);
    }

    @Singleton
    Prioritiser prioritiser(Database database, Interventions interventions, Reranker reranker) {
        return new Prioritiser(database, interventions, reranker);
    }

    @Singleton
    Repeater repeater(KnownQueues queues, Pusher pusher, Supplier<UUID> ids) {
        return new Repeater(queues, pusher, ids);
    }

    @Singleton
    Stores bulkStores(TaskLookup lookup, DeadLetters deadLetters, Interventions interventions) {
        return new Stores(lookup, deadLetters, interventions);
    }

    @Singleton
    Canceller canceller(Database database, Interventions interventions, AwaitedTasks awaited, Ranking ranking) {
        return new Canceller(database, interventions, awaited, ranking);
    }

    @Singleton
    Terminator terminator(Database database, Jobs jobs, Roster roster, Canceller canceller) {
        return new Terminator(jobs, roster, new PostgresTasksOfJob(database), canceller);
    }

    @Singleton
    Progress progress(Database database) {
        return new PostgresProgress(database);
    }

    @Singleton
    Bulk bulk(Database database, Stores stores, Prioritiser prioritiser, Repeater repeater, Canceller canceller) {
        return new Bulk(database, stores, prioritiser, repeater, canceller);
    }
}
