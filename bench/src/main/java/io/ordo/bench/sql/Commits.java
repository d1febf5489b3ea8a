package io.ordo.bench.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** What a commit costs on this machine: the ground under every figure. */
public final class Commits {
    private Commits() {}

    /** Commits of one row in a second, one connection after the other. */
    public static double rate(Connection connection, Duration length) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS commit_cost (number integer NOT NULL)");
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            return Hammer.rate(1, length.dividedBy(4), length, () -> insert(insert));
        }
    }

    private static final String INSERT = """
            INSERT INTO commit_cost (number)
            VALUES (1)
            """;

    private static int insert(PreparedStatement insert) throws SQLException {
        return insert.executeUpdate();
    }
}
