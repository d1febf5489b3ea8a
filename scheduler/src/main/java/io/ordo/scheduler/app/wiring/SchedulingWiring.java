package io.ordo.scheduler.app.wiring;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.cron.CronUtilsCrons;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.KeyedJobs;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.plan.PostgresJobs;
import io.ordo.scheduler.postgres.plan.PostgresKeyedJobs;
import io.ordo.scheduler.postgres.plan.PostgresLedger;
import io.ordo.scheduler.postgres.plan.PostgresTimedJobs;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.scheduling.Herd;
import io.ordo.scheduler.scheduling.Inquiry;
import io.ordo.scheduler.scheduling.KatSchedules;
import io.ordo.scheduler.scheduling.Previewer;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.scheduling.Timetable;
import jakarta.inject.Singleton;

/** Jobs, and when they are due. */
@Factory
final class SchedulingWiring {
    @Singleton
    Crons crons() {
        return new CronUtilsCrons();
    }

    @Singleton
    Jobs jobs(Database database) {
        return new PostgresJobs(database);
    }

    @Singleton
    KeyedJobs keyedJobs(Database database) {
        return new PostgresKeyedJobs(database);
    }

    @Singleton
    Ledger ledger(Database database) {
        return new PostgresLedger(database);
    }

    @Singleton
    Timetable timetable(Crons crons, DatabaseClock databaseClock) {
        return new Timetable(crons, databaseClock, UuidCreator::getTimeOrderedEpoch);
    }

    @Singleton
    Roster roster(Jobs jobs, Timetable timetable, Ledger ledger, DatabaseClock databaseClock) {
        return new Roster(jobs, timetable, ledger, databaseClock);
    }

    @Singleton
    KatSchedules katSchedules(Jobs jobs, Timetable timetable, Crons crons, DatabaseClock databaseClock) {
        return new KatSchedules(jobs, timetable, crons, databaseClock);
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
}
