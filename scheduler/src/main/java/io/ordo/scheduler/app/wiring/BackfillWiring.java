package io.ordo.scheduler.app.wiring;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.backfilling.Backfiller;
import io.ordo.scheduler.backfilling.Backfiller.Making;
import io.ordo.scheduler.backfilling.Backfills;
import io.ordo.scheduler.backfilling.PastTimes;
import io.ordo.scheduler.backfilling.Surveyor;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.planning.JobTasks;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.plan.PostgresBackfills;
import io.ordo.scheduler.postgres.plan.PostgresPastTimes;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.scheduling.Timetable;
import jakarta.inject.Singleton;

/** Planned times of the past, and who makes tasks of them. */
@Factory
final class BackfillWiring {
    @Singleton
    Backfills backfills(Database database) {
        return new PostgresBackfills(database);
    }

    @Singleton
    PastTimes pastTimes(Database database) {
        return new PostgresPastTimes(database);
    }

    @Singleton
    Surveyor surveyor(Backfills backfills, PastTimes past, Timetable timetable, DatabaseClock clock) {
        return new Surveyor(backfills, past, timetable, clock, UuidCreator::getTimeOrderedEpoch);
    }

    @Singleton
    Making making(Timetable timetable, Roster roster, ItemPayload payloads, Ranking ranking, Arrivals arrivals) {
        var tasks = new JobTasks(UuidCreator::getTimeOrderedEpoch, payloads);
        return new Making(timetable, roster, tasks, ranking, arrivals);
    }

    @Singleton
    Backfiller backfiller(Database database, Backfills backfills, PastTimes past, Ledger ledger, Making making) {
        return new Backfiller(database, backfills, past, ledger, making);
    }
}
