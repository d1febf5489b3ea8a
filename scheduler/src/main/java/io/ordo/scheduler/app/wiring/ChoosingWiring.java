package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.choosing.Choices;
import io.ordo.scheduler.choosing.Chooser;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.admin.PostgresChoices;
import io.ordo.scheduler.postgres.admin.PostgresShadowRanks;
import io.ordo.scheduler.postgres.admin.PostgresShadows;
import io.ordo.scheduler.queue.RankerTexts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which actor that chooses rankers, or tries them, gets which port. */
@Factory
final class ChoosingWiring {
    private static final Duration SHADOWS = Duration.ofSeconds(1);

    @Singleton
    Choices choices(Database database, RankerTexts texts) {
        return new PostgresChoices(database, texts);
    }

    @Singleton
    KnownShadows shadows(Database database, RankerTexts texts) {
        return new KnownShadows(
                new PostgresShadows(database, texts),
                new PostgresShadowRanks(database),
                database,
                RandomGenerator.getDefault());
    }

    @Singleton
    Chooser chooser(KnownQueues queues, Choices choices, KnownShadows shadows, Database database, DatabaseClock clock) {
        return new Chooser(queues, choices, shadows, database, clock);
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops trying(KnownShadows shadows) {
        return new Loops(List.of(new Loop("shadows", SHADOWS, shadows::runOnce)));
    }
}
