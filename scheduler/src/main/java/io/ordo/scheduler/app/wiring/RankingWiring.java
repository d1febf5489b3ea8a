package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.EstimatedClock;
import io.ordo.scheduler.postgres.admin.PostgresBooks;
import io.ordo.scheduler.postgres.admin.PostgresDurations;
import io.ordo.scheduler.postgres.admin.PostgresRankerVersions;
import io.ordo.scheduler.postgres.admin.PostgresTenants;
import io.ordo.scheduler.postgres.history.PostgresLastRuns;
import io.ordo.scheduler.postgres.hot.PostgresRerankings;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.ranking.Bookkeeper;
import io.ordo.scheduler.ranking.Learning;
import io.ordo.scheduler.ranking.RankerVersions;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.ranking.RerankWalk;
import io.ordo.scheduler.ranking.SharedDurations;
import io.ordo.scheduler.tenant.Tenants;
import jakarta.inject.Singleton;

/** Which actor that ranks, or says why, gets which port. */
@Factory
final class RankingWiring {
    @Singleton
    RankerVersions rankerVersions(Database database, RankerTexts texts) {
        return new PostgresRankerVersions(database, texts);
    }

    @Singleton
    Tenants tenants(Database database) {
        return new PostgresTenants(database);
    }

    @Singleton
    Bookkeeper bookkeeper(Ranking ranking, Database database, Tenants tenants) {
        return new Bookkeeper(ranking, new PostgresBooks(database), tenants, database);
    }

    @Singleton
    SharedDurations sharedDurations(Database database) {
        return new PostgresDurations(database);
    }

    @Singleton
    Learning learning(Ranking ranking, SharedDurations shared, Database database, EstimatedClock clock) {
        return new Learning(ranking, shared, database, clock);
    }

    @Singleton
    RerankWalk rerankWalk(Database database, Ranking ranking, Arrivals arrivals) {
        return new RerankWalk(new PostgresRerankings(database), ranking, arrivals);
    }

    @Singleton
    Ranking ranking(
            Database database,
            KnownQueues queues,
            RankerVersions versions,
            EstimatedClock clock,
            KnownShadows shadows) {
        var ranking = new Ranking(queues, versions, new PostgresLastRuns(database), database, clock).beside(shadows);
        queues.whenGone(ranking::forget);
        return ranking;
    }
}
