package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.app.KeptSecrets;
import io.ordo.scheduler.app.Settings;
import io.ordo.scheduler.dispatching.Gates;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.hot.PostgresGates;
import io.ordo.scheduler.target.Secrets;
import jakarta.inject.Singleton;

/** What brings tasks to their targets. */
@Factory
final class DispatchWiring {

    @Singleton
    Secrets secrets(Settings settings) {
        return new KeptSecrets(System.getenv(), settings.secretsDir());
    }

    @Singleton
    Gates gates(Database database) {
        return new PostgresGates(database);
    }
}
