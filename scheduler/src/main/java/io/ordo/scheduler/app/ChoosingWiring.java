package io.ordo.scheduler.app;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.ordo.scheduler.choosing.Candidates;
import io.ordo.scheduler.choosing.Choices;
import io.ordo.scheduler.choosing.Chooser;
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
    private static final Duration CANDIDATES = Duration.ofSeconds(1);

    @Singleton
    Choices choices(Database database, RankerTexts texts) {
        return new PostgresChoices(database, texts);
    }

    @Singleton
    Candidates candidates(Database database, RankerTexts texts) {
        return new Candidates(
                new PostgresShadows(database, texts),
                new PostgresShadowRanks(database),
                database,
                RandomGenerator.getDefault());
    }

    @Singleton
    Chooser chooser(
            KnownQueues queues, Choices choices, Candidates candidates, Database database, DatabaseClock clock) {
        return new Chooser(queues, choices, candidates, database, clock);
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops trying(Candidates candidates) {
        return new Loops(List.of(new Loop("candidates", CANDIDATES, candidates::runOnce)));
    }
}
