package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.explaining.Explainer;
import io.ordo.scheduler.explaining.Explainer.Rankers;
import io.ordo.scheduler.explaining.Explainer.Views;
import io.ordo.scheduler.foreseeing.Forecast;
import io.ordo.scheduler.foreseeing.Sights;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.history.PostgresLastRuns;
import io.ordo.scheduler.postgres.history.PostgresSubjects;
import io.ordo.scheduler.ranking.RankerVersions;
import io.ordo.scheduler.ranking.Ranking;
import jakarta.inject.Singleton;

/** Which actor that explains gets which port. */
@Factory
final class ExplainingWiring {
    @Singleton
    Rankers rankers(RankerVersions versions, Database database, Ranking ranking) {
        return new Rankers(versions, new PostgresLastRuns(database), ranking);
    }

    @Singleton
    Views views(Database database, Sights sights) {
        return new Views(new PostgresSubjects(database), sights);
    }

    @Singleton
    Explainer explainer(KnownQueues queues, Rankers rankers, Views views, Forecast forecast, Paces paces) {
        return new Explainer(queues, rankers, views, forecast, paces);
    }
}
