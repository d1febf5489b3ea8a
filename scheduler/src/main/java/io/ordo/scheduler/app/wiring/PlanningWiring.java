package io.ordo.scheduler.app.wiring;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.planning.Decider;
import io.ordo.scheduler.planning.JobTasks;
import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.plan.PostgresDueJobs;
import io.ordo.scheduler.postgres.plan.PostgresDueTasks;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.tending.Canceller;
import jakarta.inject.Singleton;

/** Who makes tasks of jobs that are due, and queues them. */
@Factory
final class PlanningWiring {
    @Singleton
    Decider decider(Timetable timetable, ItemPayload payloads, Canceller canceller) {
        return new Decider(timetable, new JobTasks(UuidCreator::getTimeOrderedEpoch, payloads), canceller::cancel);
    }

    @Singleton
    Planner planner(Database database, Decider decider, Arrivals arrivals, Ranking ranking) {
        return new Planner(new PostgresDueJobs(database), decider, arrivals, ranking);
    }

    @Singleton
    Promoter promoter(Database database, Arrivals arrivals, Ranking ranking) {
        return new Promoter(new PostgresDueTasks(database), arrivals, ranking);
    }
}
