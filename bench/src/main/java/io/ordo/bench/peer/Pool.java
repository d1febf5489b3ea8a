package io.ordo.bench.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ordo.bench.server.Postgres;
import java.sql.SQLException;

/** A peer's connections. */
final class Pool implements AutoCloseable {
    private final HikariDataSource source;

    Pool(Postgres postgres, String database, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(postgres.url(database) + "?reWriteBatchedInserts=true");
        config.setUsername(postgres.user());
        config.setPassword("");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        source = new HikariDataSource(config);
    }

    HikariDataSource source() {
        return source;
    }

    /** Runs statements, each in a transaction of its own. */
    void execute(String... statements) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** Runs one statement with one number in it, so often as it asks for it. */
    void execute(String sql, long number) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int index = 1; index <= parameters; index++) {
                statement.setLong(index, number);
            }
            statement.execute();
        }
    }

    /** Removes everything in the database. */
    void empty() throws SQLException {
        execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    }

    @Override
    public void close() {
        source.close();
    }
}
