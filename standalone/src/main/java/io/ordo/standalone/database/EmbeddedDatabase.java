package io.ordo.standalone.database;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A running PostgreSQL, on a port of 127.0.0.1 (the last one, where it is free), with a superuser {@value #USER} who
 * must give a password. Commits are on disk when they are answered: nothing is traded for speed.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    static final String USER = "ordo";

    private final Cluster cluster;
    private final int port;

    private EmbeddedDatabase(Cluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Makes the cluster on first use and starts it. What an earlier process left behind is cleared away: a PostgreSQL
     * that outlived it is stopped; one that was killed recovers, and its last backends are waited for.
     *
     * @param home directory that this process alone uses, see {@link io.ordo.standalone.DataDirectory}
     * @param passwordFile holds the superuser's password in its first line; read only when the cluster is made
     * @throws DatabaseStartException when PostgreSQL refuses; nothing is left running
     * @throws InterruptedException when interrupted while waiting; nothing is left running
     */
    public static EmbeddedDatabase start(Path home, Path passwordFile) throws IOException, InterruptedException {
        Cluster cluster = new Cluster(home, PostgresPrograms.of(PostgresArchive.unpackIn(home)));
        cluster.make(passwordFile);
        return new EmbeddedDatabase(cluster, cluster.start());
    }

    /** The address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    /** The superuser's name. */
    public String user() {
        return USER;
    }

    /** Returns when PostgreSQL has ended, whoever ended it. */
    public void awaitEnd() throws IOException, InterruptedException {
        cluster.awaitEnd();
    }

    /** Stops PostgreSQL: open transactions are rolled back, what was committed is on disk. */
    @Override
    public void close() throws IOException {
        cluster.stop();
    }
}
