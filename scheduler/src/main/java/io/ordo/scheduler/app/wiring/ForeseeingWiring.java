package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.foreseeing.Forecast;
import io.ordo.scheduler.foreseeing.Foresight;
import io.ordo.scheduler.foreseeing.Lookahead;
import io.ordo.scheduler.foreseeing.Lookout;
import io.ordo.scheduler.foreseeing.Samples;
import io.ordo.scheduler.foreseeing.Sights;
import io.ordo.scheduler.pacing.Pacemaker;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.admin.EstimatedClock;
import io.ordo.scheduler.postgres.admin.PostgresPaces;
import io.ordo.scheduler.postgres.history.PostgresLookout;
import io.ordo.scheduler.ranking.Ranking;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Which actor that foresees, or measures for that, gets which port. */
@Factory
final class ForeseeingWiring {
    /** Nobody waits longer for an explanation. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration FORESIGHT = Duration.ofSeconds(2);

    /** For questions. An eighth of the connections at most. */
    @Singleton
    Sights sights(Database database, @Property(name = "datasources.default.maximum-pool-size") int connections) {
        var lookout = lookout(database, Math.max(1, connections / 8));
        return new Sights(lookout, new Samples(lookout, System::nanoTime, Thread::startVirtualThread));
    }

    /** For the loops: one connection besides, so that no question waits for them. */
    @Singleton
    LoopSights loopSights(Database database, Sights sights) {
        return new LoopSights(new Sights(lookout(database, 1), sights.samples()));
    }

    private static Lookout lookout(Database database, int most) {
        return new PostgresLookout(database, new FilteredReads(database, LONGEST_LOOK, most));
    }

    @Singleton
    Paces paces(EstimatedClock clock, KnownQueues queues, Heads heads) {
        var paces = new Paces(
                queue -> heads.isWaited(queue)
                        && queues.find(queue).filter(known -> !known.isPaused()).isPresent(),
                clock);
        queues.whenGone(paces::forget);
        return paces;
    }

    @Singleton
    Pacemaker pacemaker(Paces paces, Database database, Supplier<UUID> ids) {
        return new Pacemaker(paces, new PostgresPaces(database), ids.get());
    }

    @Singleton
    Forecast forecast(Paces paces, KnownQueues queues) {
        var forecast = new Forecast(paces);
        queues.whenGone(forecast::forget);
        return forecast;
    }

    /** Not as arrivals, which it is told of. */
    @Singleton
    @Bean(typed = Foresight.class)
    Foresight foresight(Database database, LoopSights sights, Forecast forecast, EstimatedClock clock) {
        return new Foresight(database, sights.sights(), forecast, clock);
    }

    @Singleton
    Lookahead lookahead(LoopSights sights, Paces paces, Ranking ranking, EstimatedClock clock) {
        return new Lookahead(sights.sights(), paces, ranking, clock);
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

    /** From where loops see queues. */
    record LoopSights(Sights sights) {}
}
