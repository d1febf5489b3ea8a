package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.PostgresRelayCursors;
import io.ordo.scheduler.postgres.history.PostgresEventLog;
import io.ordo.scheduler.postgres.history.PostgresOldEvents;
import io.ordo.scheduler.relaying.RelayCursors;
import io.ordo.scheduler.telling.EventPruner;
import io.ordo.scheduler.telling.EventTail;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Which actor that tells of events gets which port. */
@Factory
final class EventWiring {
    /** How long after its commit an event is told at worst; one small query each. */
    private static final Duration TAIL = Duration.ofMillis(200);

    /** Under load there are thousands of events in a second. */
    private static final Duration PRUNING = Duration.ofSeconds(1);

    /** Each of them goes on by himself, by queries of which one is carried out at a time. */
    private static final int MOST_LISTENERS = 200;

    @Singleton
    EventLog eventLog(Database database) {
        return new PostgresEventLog(database);
    }

    @Bean(preDestroy = "close")
    @Singleton
    EventTail eventTail(EventLog log) {
        return new EventTail(log, MOST_LISTENERS);
    }

    @Singleton
    RelayCursors relayCursors(Database database) {
        return new PostgresRelayCursors(database);
    }

    @Singleton
    EventPruner eventPruner(Database database, RelayCursors relayed) {
        return new EventPruner(new PostgresOldEvents(database), relayed::oldest);
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops telling(EventTail tail, EventPruner pruner) {
        return new Loops(
                List.of(new Loop("tail", TAIL, tail::runOnce), new Loop("event-pruner", PRUNING, pruner::runOnce)));
    }

    /** Listeners go home first, so that the server need not wait for them. */
    @Singleton
    GracefulShutdownCapable listeners(EventTail tail) {
        return () -> {
            tail.close();
            return CompletableFuture.completedFuture(null);
        };
    }
}
