package io.ordo.scheduler.app.wiring;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.TransactionOperations;
import io.ordo.api.ServiceInfo;
import io.ordo.scheduler.access.AdminKey;
import io.ordo.scheduler.app.Settings;
import io.ordo.scheduler.app.Version;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.http.api.Vitals;
import io.ordo.scheduler.http.request.Limits;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.history.PostgresTallies;
import io.ordo.scheduler.postgres.history.PostgresTaskList;
import io.ordo.scheduler.postgres.history.PostgresTasks;
import io.ordo.scheduler.postgres.hot.PostgresLostLeases;
import io.ordo.scheduler.postgres.hot.PostgresOverdueTasks;
import io.ordo.scheduler.postgres.hot.PostgresPrerequisites;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.Tallies;
import io.ordo.scheduler.task.TaskList;
import io.ordo.scheduler.task.Tasks;
import io.ordo.scheduler.upkeep.Expirer;
import io.ordo.scheduler.upkeep.Forwarder;
import io.ordo.scheduler.upkeep.Reaper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Which actor gets which port. */
@Factory
final class Wiring {
    /** Who asks for the health of the service has a short timeout itself. */
    private static final Duration HEALTH = Duration.ofSeconds(1);

    @Context
    AdminKey adminKey(Settings settings) {
        return new AdminKey(settings.apiKey());
    }

    @Singleton
    Limits limits(Settings settings) {
        return new Limits(settings.maxBodySize(), settings.maxSettlementSize());
    }

    @Singleton
    ServiceInfo serviceInfo() {
        return new ServiceInfo("Scheduler Service API", Version.CURRENT, "/docs", "/redoc");
    }

    @Singleton
    Database database(TransactionOperations<Connection> transactions) {
        return new Database(transactions);
    }

    /** Not as an {@code InstantSource}: there is one of the framework's already, and it is another clock. */
    @Singleton
    @Bean(typed = DatabaseClock.class)
    DatabaseClock databaseClock(Database database) {
        return new DatabaseClock(database);
    }

    @Singleton
    Vitals vitals(DatabaseClock databaseClock) {
        return new Probe(HEALTH, () -> databaseClock.instant().isAfter(Instant.EPOCH));
    }

    @Singleton
    Tasks tasks(Database database) {
        return new PostgresTasks(database);
    }

    @Singleton
    Tallies tallies(Database database) {
        return new PostgresTallies(database);
    }

    @Singleton
    TaskList taskList(Database database, FilteredReads reads) {
        return new PostgresTaskList(database, reads);
    }

    /** A quarter of the connections at most: the others are for what must go on whatever people look for. */
    @Singleton
    FilteredReads filteredReads(
            Database database,
            Settings settings,
            @Property(name = "datasources.default.maximum-pool-size") int connections) {
        return new FilteredReads(database, settings.searchTimeout(), Math.max(1, connections / 4));
    }

    /** New ids: UUIDv7, so that their order is the order of creation. */
    @Singleton
    Supplier<UUID> ids() {
        return UuidCreator::getTimeOrderedEpoch;
    }

    @Singleton
    Reaper reaper(Database database, Arrivals arrivals, Ranking ranking) {
        return new Reaper(new PostgresLostLeases(database), arrivals, ranking);
    }

    @Singleton
    Forwarder forwarder(Database database) {
        return new Forwarder(new PostgresPrerequisites(database));
    }

    @Singleton
    Expirer expirer(Database database, Ranking ranking) {
        return new Expirer(new PostgresOverdueTasks(database), ranking);
    }
}
