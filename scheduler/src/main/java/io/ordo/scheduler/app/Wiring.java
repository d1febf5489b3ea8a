package io.ordo.scheduler.app;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.transaction.TransactionOperations;
import io.ordo.api.ServiceInfo;
import io.ordo.scheduler.access.AdminKey;
import io.ordo.scheduler.claiming.AwaitedTasks;
import io.ordo.scheduler.claiming.Doorbell;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.cron.CronUtilsCrons;
import io.ordo.scheduler.http.api.Vitals;
import io.ordo.scheduler.http.request.Limits;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.planning.Timetable;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.admin.PostgresQueues;
import io.ordo.scheduler.postgres.history.PostgresTasks;
import io.ordo.scheduler.postgres.hot.PostgresLeases;
import io.ordo.scheduler.postgres.hot.PostgresLostLeases;
import io.ordo.scheduler.postgres.hot.PostgresOverdueTasks;
import io.ordo.scheduler.postgres.plan.PostgresDueJobs;
import io.ordo.scheduler.postgres.plan.PostgresDueTasks;
import io.ordo.scheduler.postgres.plan.PostgresJobs;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.task.Tasks;
import io.ordo.scheduler.upkeep.Expirer;
import io.ordo.scheduler.upkeep.Reaper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Which actor gets which port. */
@Factory
final class Wiring {
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
        return () -> databaseClock.instant().isAfter(Instant.EPOCH);
    }

    @Singleton
    Queues queues(Database database) {
        return new PostgresQueues(database);
    }

    @Singleton
    Jobs jobs(Database database) {
        return new PostgresJobs(database);
    }

    @Singleton
    Tasks tasks(Database database) {
        return new PostgresTasks(database);
    }

    @Singleton
    Leases leases(Database database) {
        return new PostgresLeases(database);
    }

    @Singleton
    Doorbell doorbell() {
        return new Doorbell();
    }

    @Bean(preDestroy = "close")
    @Singleton
    Popper popper(Leases leases, Settler settler, Doorbell doorbell) {
        return new Popper(leases, settler, doorbell);
    }

    /** Parked pops go home first, so that the server need not wait for them. */
    @Singleton
    GracefulShutdownCapable parkedPops(Popper popper) {
        return () -> {
            popper.close();
            return CompletableFuture.completedFuture(null);
        };
    }

    @Singleton
    AwaitedTasks awaitedTasks() {
        return new AwaitedTasks();
    }

    @Singleton
    Settler settler(Leases leases, Doorbell doorbell, AwaitedTasks awaited) {
        return new Settler(leases, doorbell, awaited);
    }

    @Singleton
    Timetable timetable(DatabaseClock databaseClock) {
        return new Timetable(new CronUtilsCrons(), databaseClock, UuidCreator::getTimeOrderedEpoch);
    }

    @Singleton
    Planner planner(Database database, Timetable timetable, Doorbell doorbell) {
        return new Planner(new PostgresDueJobs(database), timetable, doorbell, UuidCreator::getTimeOrderedEpoch);
    }

    @Singleton
    Promoter promoter(Database database, Doorbell doorbell) {
        return new Promoter(new PostgresDueTasks(database), doorbell);
    }

    @Singleton
    Reaper reaper(Database database, Doorbell doorbell) {
        return new Reaper(new PostgresLostLeases(database), doorbell);
    }

    @Singleton
    Expirer expirer(Database database) {
        return new Expirer(new PostgresOverdueTasks(database));
    }

    /** Tests that turn the wheels by hand set {@code ordo.loops} to false. */
    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops loops(Settings settings, Planner planner, Promoter promoter, Reaper reaper, Expirer expirer) {
        return Loops.of(settings, planner, promoter, reaper, expirer);
    }
}
