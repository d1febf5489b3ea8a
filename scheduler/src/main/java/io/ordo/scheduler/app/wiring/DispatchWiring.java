package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.ordo.scheduler.app.KeptSecrets;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.app.MasterKey;
import io.ordo.scheduler.app.Settings;
import io.ordo.scheduler.app.Version;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.connection.Connections;
import io.ordo.scheduler.dispatching.Couriers;
import io.ordo.scheduler.dispatching.Dispatcher;
import io.ordo.scheduler.dispatching.Dispatcher.Popping;
import io.ordo.scheduler.dispatching.Gates;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.Packer;
import io.ordo.scheduler.kafka.KafkaCluster;
import io.ordo.scheduler.kafka.KafkaCourier;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.EstimatedClock;
import io.ordo.scheduler.postgres.admin.PostgresConnections;
import io.ordo.scheduler.postgres.admin.PostgresOwnKeys;
import io.ordo.scheduler.postgres.hot.PostgresGates;
import io.ordo.scheduler.redis.RedisCourier;
import io.ordo.scheduler.rest.RestCourier;
import io.ordo.scheduler.rest.RestCourier.Setup;
import io.ordo.scheduler.signing.OwnKeys;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.target.Seals;
import io.ordo.scheduler.target.Secrets;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** What brings tasks to their targets. */
@Factory
final class DispatchWiring {
    /** How late a queue that is dispatched is noticed at worst. */
    private static final Duration NOTICING = Duration.ofSeconds(1);

    /** How late another signing key is taken up at worst. */
    private static final Duration KEYS = Duration.ofSeconds(2);

    /** To one address at once: what a small receiver bears. */
    private static final int MOST_REQUESTS = 32;

    /** For requests that are under way when the scheduler stops. */
    private static final Duration LAST = Duration.ofSeconds(3);

    /** How leases of dispatchers are told from those of workers. */
    private static final String HOLDER = "dispatcher";

    /** At once, so that a start with wrong settings is refused. */
    @Context
    AllowedAddresses allowedAddresses(Settings settings) {
        return AllowedAddresses.of(settings.allowedAddresses());
    }

    @Singleton
    Secrets secrets(Settings settings) {
        return new KeptSecrets(System.getenv(), settings.secretsDir());
    }

    /** At once, so that a start with wrong settings is refused. */
    @Context
    Seals seals(Settings settings) {
        return new MasterKey(settings.masterKey());
    }

    @Singleton
    OwnKeys ownKeys(Database database, Secrets secrets, Seals seals) {
        return new OwnKeys(new PostgresOwnKeys(database), secrets, seals, new SecureRandom());
    }

    @Singleton
    Connections connections(Database database) {
        return new PostgresConnections(database);
    }

    @Singleton
    Gates gates(Database database) {
        return new PostgresGates(database);
    }

    @Singleton
    Couriers couriers(AllowedAddresses allowed, OwnKeys keys, EstimatedClock clock, @Nullable KafkaCluster cluster) {
        var hosts = new Hosts(allowed);
        var setup = Setup.ofThisMachine(Version.CURRENT, MOST_REQUESTS, LAST);
        return new Couriers(
                new RestCourier(hosts, keys::current, clock, setup),
                new KafkaCourier(cluster, hosts),
                new RedisCourier(hosts));
    }

    @Bean(preDestroy = "close")
    @Singleton
    Dispatcher dispatcher(KnownQueues queues, Dispatcher.Parts parts) {
        return new Dispatcher(queues, parts);
    }

    @Singleton
    Dispatcher.Parts dispatcherParts(Popping popping, Gates gates, Packer packer, Couriers couriers) {
        return new Dispatcher.Parts(
                popping,
                gates,
                packer,
                couriers,
                HOLDER,
                () -> ThreadLocalRandom.current().nextLong(),
                System::nanoTime);
    }

    @Singleton
    Popping popping(Database database, Popper popper, Settler settler, Leases leases, Arrivals arrivals) {
        return new Popping(database, popper, settler, leases, arrivals);
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops dispatching(Dispatcher dispatcher, OwnKeys keys) {
        return new Loops(List.of(
                new Loop("dispatcher", NOTICING, dispatcher::runOnce), new Loop("signing-keys", KEYS, keys::runOnce)));
    }

    /** What is on its way arrives and is settled, as long as the database is there. */
    @Singleton
    @Requires(property = "ordo.loops", notEquals = "false")
    GracefulShutdownCapable closingDispatcher(Dispatcher dispatcher) {
        return () -> {
            dispatcher.close();
            return CompletableFuture.completedFuture(null);
        };
    }
}
