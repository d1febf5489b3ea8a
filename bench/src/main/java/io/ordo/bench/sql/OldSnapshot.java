package io.ordo.bench.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** An idle transaction that keeps PostgreSQL from removing dead rows, as a forgotten console or a dump does. */
public final class OldSnapshot implements AutoCloseable {
    private final Connection connection;

    /** Takes the connection over and the snapshot. */
    public OldSnapshot(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM pg_class");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
