package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.arriving.TouchedLimits;
import io.ordo.scheduler.limiting.Admitter;
import io.ordo.scheduler.limiting.Limits;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.hot.PostgresLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What lets tasks through the gates of their limits. */
@Factory
final class LimitWiring {
    /** How soon a task goes on when another of its key has ended. */
    private static final Duration ADMITTING = Duration.ofMillis(5);

    @Singleton
    TouchedLimits touchedLimits() {
        return new TouchedLimits();
    }

    @Singleton
    Limits limits(Database database) {
        return new PostgresLimits(database);
    }

    @Singleton
    Admitter admitter(Limits limits, TouchedLimits touched, Arrivals arrivals) {
        return new Admitter(limits, touched, arrivals, System::nanoTime);
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops admitting(Admitter admitter) {
        return new Loops(List.of(new Loop("admitter", ADMITTING, admitter::runOnce)));
    }
}
