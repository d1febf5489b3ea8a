package io.ordo.bench.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/** A PostgreSQL of this run's own, on a free port of 127.0.0.1, whose commits are on disk when they are answered. */
public final class Postgres implements AutoCloseable {
    private static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param directory for binaries and data, both of which are removed by who made it
     */
    public static Postgres start(Path directory) throws IOException, SQLException {
        var server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        directory.resolve("postgres-binaries").toFile())
                .setDataDirectory(directory.resolve("postgres-data"))
                .setPGStartupWait(Duration.ofMinutes(1))
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("autovacuum_naptime", "10s")
                .start();
        var postgres = new Postgres(server);
        postgres.checkThatCommitsAreDurable();
        return postgres;
    }

    /** The library that starts it is made for tests and turns these off by itself. */
    private void checkThatCommitsAreDurable() throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!tell("SHOW " + setting).equals("on")) {
                throw new IllegalStateException("PostgreSQL runs without " + setting + ": nothing it says counts");
            }
        }
    }

    /** Makes an empty database. */
    public void createDatabase(String name) throws SQLException {
        execute(USER, "CREATE DATABASE " + name);
    }

    /** The address of a database for JDBC, without the user. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    /** The superuser, who needs no password. */
    public String user() {
        return USER;
    }

    /** A new connection to a database. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "");
    }

    /** Its version, as it says it itself. */
    public String version() throws SQLException {
        return tell("SHOW server_version");
    }

    /** The date of today in UTC, for names. */
    public String today() throws SQLException {
        return tell("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')");
    }

    /** The server's clock, which is this machine's: read once, and counted on from there. */
    public InstantSource clock() throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT clock_timestamp() AS instant")) {
            long read = System.nanoTime();
            row.next();
            var instant = row.getObject("instant", OffsetDateTime.class).toInstant();
            return () -> instant.plusNanos(System.nanoTime() - read);
        }
    }

    /** Runs a statement that returns nothing. */
    public void execute(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String tell(String sql) throws SQLException {
        try (var connection = connect(USER);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Writes out what is unwritten first: the library waits for a stop no longer than five seconds. */
    @Override
    public void close() throws IOException {
        try {
            execute(USER, "CHECKPOINT");
        } catch (SQLException gone) {
            throw new IOException("PostgreSQL had ended before the run did", gone);
        } finally {
            server.close();
        }
    }
}
