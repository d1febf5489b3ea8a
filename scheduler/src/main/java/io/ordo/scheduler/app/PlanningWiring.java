package io.ordo.scheduler.app;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.cron.CronUtilsCrons;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.KeyedJobs;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.planning.Decider;
import io.ordo.scheduler.planning.JobTasks;
import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.history.PostgresTallies;
import io.ordo.scheduler.postgres.plan.PostgresDueJobs;
import io.ordo.scheduler.postgres.plan.PostgresKeyedJobs;
import io.ordo.scheduler.postgres.plan.PostgresLedger;
import io.ordo.scheduler.postgres.plan.PostgresMadeJobs;
import io.ordo.scheduler.postgres.plan.PostgresTemplates;
import io.ordo.scheduler.postgres.plan.PostgresTimedJobs;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.scheduling.Herd;
import io.ordo.scheduler.scheduling.Inquiry;
import io.ordo.scheduler.scheduling.KatSchedules;
import io.ordo.scheduler.scheduling.Previewer;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.task.Tallies;
import io.ordo.scheduler.template.MadeJobs;
import io.ordo.scheduler.template.Templates;
import io.ordo.scheduler.tending.Canceller;
import jakarta.inject.Singleton;

/** Jobs, and what they become when they are due. */
@Factory
final class PlanningWiring {
    @Singleton
    Crons crons() {
        return new CronUtilsCrons();
    }

    @Singleton
    Timetable timetable(Crons crons, DatabaseClock databaseClock) {
        return new Timetable(crons, databaseClock, UuidCreator::getTimeOrderedEpoch);
    }

    @Singleton
    Ledger ledger(Database database) {
        return new PostgresLedger(database);
    }

    @Singleton
    Roster roster(Jobs jobs, Timetable timetable, Ledger ledger, DatabaseClock databaseClock) {
        return new Roster(jobs, timetable, ledger, databaseClock);
    }

    @Singleton
    Templates templates(Database database) {
        return new PostgresTemplates(database);
    }

    @Singleton
    MadeJobs madeJobs(Database database) {
        return new PostgresMadeJobs(database);
    }

    @Singleton
    KeyedJobs keyedJobs(Database database) {
        return new PostgresKeyedJobs(database);
    }

    @Singleton
    Tallies tallies(Database database) {
        return new PostgresTallies(database);
    }

    @Singleton
    Inquiry inquiry(Timetable timetable, Ledger ledger, DatabaseClock databaseClock) {
        return new Inquiry(timetable, ledger, databaseClock);
    }

    @Singleton
    Previewer previewer(Timetable timetable, DatabaseClock databaseClock) {
        return new Previewer(timetable, databaseClock);
    }

    @Singleton
    Herd herd(Timetable timetable, Database database) {
        return new Herd(timetable, new PostgresTimedJobs(database));
    }

    @Singleton
    KatSchedules katSchedules(Jobs jobs, Timetable timetable, Crons crons, DatabaseClock databaseClock) {
        return new KatSchedules(jobs, timetable, crons, databaseClock);
    }

    @Singleton
    Decider decider(Timetable timetable, ItemPayload payloads, Canceller canceller) {
        return new Decider(timetable, new JobTasks(UuidCreator::getTimeOrderedEpoch, payloads), canceller::cancel);
    }

    @Singleton
    Planner planner(Database database, Decider decider, Arrivals arrivals, Ranking ranking) {
        return new Planner(new PostgresDueJobs(database), decider, arrivals, ranking);
    }
}
