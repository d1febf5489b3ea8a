package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.lab.Findings;
import io.ordo.scheduler.lab.Lab;
import io.ordo.scheduler.lab.Recordings;
import io.ordo.scheduler.lab.Simulations;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.admin.PostgresSimulations;
import io.ordo.scheduler.postgres.history.PostgresRecordings;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Which actor of the lab gets which port. */
@Factory
final class LabWiring {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A stretch of the past that takes longer to read is read in shorter ones. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    @Singleton
    Simulations simulations(Database database, RankerTexts texts) {
        return new PostgresSimulations(database, texts);
    }

    @Singleton
    Recordings recordings(Database database) {
        return new PostgresRecordings(database, new FilteredReads(database, LONGEST_LOOK, 1));
    }

    @Singleton
    @Bean(typed = Lab.class)
    Lab lab(Recordings recordings, Simulations simulations, KnownQueues queues, Tenants tenants, Findings.Texts texts) {
        return new Lab(simulations, recordings, queues, tenants, texts);
    }

    /** What is under way is given back, so that another scheduler can begin it anew. */
    @Singleton
    GracefulShutdownCapable closingLab(Lab lab) {
        return () -> {
            lab.close();
            return CompletableFuture.completedFuture(null);
        };
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops simulating(Lab lab) {
        return new Loops(List.of(new Loop("lab", LOOK, lab::runOnce)));
    }
}
