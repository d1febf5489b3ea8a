package io.ordo.scheduler.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one switch between containers, where Docker answers, and the same servers started from Maven Central's
 * artifacts. Each server is started once in a test JVM and ends with it.
 */
public final class Servers {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    /** A new and empty database on a real PostgreSQL. */
    public static DatabaseAddress newDatabase() {
        String name = "ordo_" + DATABASES.incrementAndGet();
        var maintenance = Postgres.ADDRESS;
        try (var connection =
                        DriverManager.getConnection(maintenance.url(), maintenance.user(), maintenance.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
        return new DatabaseAddress(
                maintenance.url().replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"),
                maintenance.user(),
                maintenance.password());
    }

    /** Where a database is. */
    public record DatabaseAddress(String url, String user, String password) {}

    private static final class Postgres {
        static final DatabaseAddress ADDRESS =
                DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();

        private static DatabaseAddress container() {
            var container = new PostgreSQLContainer("postgres:18-alpine");
            container.start();
            return new DatabaseAddress(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        private static DatabaseAddress embedded() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
                return new DatabaseAddress(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
