package io.ordo.scheduler.app;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.explaining.Explainer;
import io.ordo.scheduler.explaining.Explainer.Rankers;
import io.ordo.scheduler.explaining.Explainer.Views;
import io.ordo.scheduler.foreseeing.Forecast;
import io.ordo.scheduler.foreseeing.Foresight;
import io.ordo.scheduler.foreseeing.Lookahead;
import io.ordo.scheduler.foreseeing.Samples;
import io.ordo.scheduler.foreseeing.Sights;
import io.ordo.scheduler.pacing.Pacemaker;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.admin.EstimatedClock;
import io.ordo.scheduler.postgres.admin.PostgresPaces;
import io.ordo.scheduler.postgres.history.PostgresLastRuns;
import io.ordo.scheduler.postgres.history.PostgresLookout;
import io.ordo.scheduler.postgres.history.PostgresSubjects;
import io.ordo.scheduler.ranking.RankerVersions;
import io.ordo.scheduler.ranking.Ranking;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Which actor that explains, or measures for that, gets which port. */
@Factory
final class ExplainingWiring {
    /** Nobody waits longer for an explanation. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration FORESIGHT = Duration.ofSeconds(2);

    /** An eighth of the connections at most. */
    @Singleton
    Sights sights(Database database, @Property(name = "datasources.default.maximum-pool-size") int connections) {
        var reads = new FilteredReads(database, LONGEST_LOOK, Math.max(1, connections / 8));
        var lookout = new PostgresLookout(database, reads);
        return new Sights(lookout, new Samples(lookout, System::nanoTime, Thread::startVirtualThread));
    }

    @Singleton
    Views views(Database database, Sights sights) {
        return new Views(new PostgresSubjects(database), sights);
    }

    @Singleton
    Forecast forecast(Ranking ranking) {
        return new Forecast(ranking.paces());
    }

    @Singleton
    Rankers rankers(RankerVersions versions, Database database) {
        return new Rankers(versions, new PostgresLastRuns(database));
    }

    @Singleton
    Explainer explainer(KnownQueues queues, Rankers rankers, Views views, Ranking ranking, Forecast forecast) {
        return new Explainer(queues, rankers, views, ranking, forecast);
    }

    /** Not as arrivals, which it is told of. */
    @Singleton
    @Bean(typed = Foresight.class)
    Foresight foresight(Database database, Sights sights, Forecast forecast, EstimatedClock clock) {
        return new Foresight(database, sights, forecast, clock);
    }

    @Singleton
    Lookahead lookahead(Sights sights, Ranking ranking, EstimatedClock clock) {
        return new Lookahead(sights, ranking, clock);
    }

    @Singleton
    Pacemaker pacemaker(Ranking ranking, Database database, Supplier<UUID> ids) {
        return new Pacemaker(ranking.paces(), new PostgresPaces(database), ids.get());
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops foreseeing(Pacemaker pacemaker, Foresight foresight, Lookahead lookahead) {
        return new Loops(List.of(
                new Loop("pace", PACE, pacemaker::runOnce),
                new Loop("foresight", FORESIGHT, foresight::runOnce),
                new Loop("lookahead", FORESIGHT, lookahead::runOnce)));
    }
}
