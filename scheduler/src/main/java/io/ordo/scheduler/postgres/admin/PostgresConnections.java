package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.connection.Connections;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.FlowLimits;
import io.ordo.scheduler.work.FlowLimits.Rate;
import io.ordo.scheduler.work.Limit;
import io.ordo.scheduler.work.Words;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Connections, in their table. */
public final class PostgresConnections implements Connections {
    private final Database database;

    public PostgresConnections(Database database) {
        this.database = database;
    }

    /** Index: connection's primary key. */
    private static final String FIND = """
            SELECT name, kind, settings, concurrency, rate_per_second, rate_burst, created_at, updated_at, updated_by
            FROM connection
            WHERE name = ?
            """;

    @Override
    public Optional<Connection> find(String name) {
        return database.queryOne(FIND, statement -> statement.setString(1, name), PostgresConnections::connection);
    }

    /** Plan: scans the table, which is small. */
    private static final String ALL = """
            SELECT name, kind, settings, concurrency, rate_per_second, rate_burst, created_at, updated_at, updated_by
            FROM connection
            ORDER BY name
            """;

    @Override
    public List<Connection> all() {
        return database.query(ALL, Parameters.NONE, PostgresConnections::connection);
    }

    /** Begins with as much as leaves at once. Index: connection's primary key. */
    private static final String ADD = """
            INSERT INTO connection (
                kind, settings, concurrency, rate_per_second, rate_burst, updated_by, name, tokens)
            VALUES (?, cast(? AS jsonb), ?, ?, ?, ?, ?, coalesce(?, 0))
            ON CONFLICT DO NOTHING
            """;

    @Override
    public boolean add(Connection connection) {
        return database.update(ADD, statement -> {
                    set(statement, connection);
                    statement.setString(7, connection.name());
                    setBurst(statement, 8, connection.limits().rate());
                })
                == 1;
    }

    /** Locks the connection against another change. Index: connection's primary key. */
    private static final String TAKE = """
            SELECT name, kind, settings, concurrency, rate_per_second, rate_burst, created_at, updated_at, updated_by
            FROM connection
            WHERE name = ?
            FOR NO KEY UPDATE
            """;

    /** The row is locked. What the rate has saved up is kept, as far as the new one lets it. Index: the primary key. */
    private static final String CHANGE = """
            UPDATE connection
            SET kind = ?, settings = cast(? AS jsonb), concurrency = ?, rate_per_second = ?, rate_burst = ?,
                updated_by = ?, updated_at = app_now()
            WHERE name = ?
            """;

    @Override
    public Optional<Connection> change(String name, UnaryOperator<Connection> change) {
        return database.atomically(() -> {
            var after = database.queryOne(
                            TAKE, statement -> statement.setString(1, name), PostgresConnections::connection)
                    .map(change);
            after.ifPresent(connection -> database.update(CHANGE, statement -> {
                set(statement, connection);
                statement.setString(7, connection.name());
            }));
            return after.flatMap(connection -> find(connection.name()));
        });
    }

    /**
     * A task that is made in this very moment is not seen; it fails, and says why. Index: connection's primary key,
     * job_connection, lease_connection; scans template, ready and what waits, which a removal may cost.
     */
    private static final String REMOVE = """
            DELETE FROM connection
            WHERE name = ?
              AND NOT EXISTS (SELECT 1 FROM template WHERE template.connection = connection.name)
              AND NOT EXISTS (SELECT 1 FROM job WHERE job.connection = connection.name AND deleted_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM lease WHERE limits[2] = ?)
              AND NOT EXISTS (SELECT 1 FROM ready WHERE limits[2] = ?)
              AND NOT EXISTS (
                  SELECT 1
                  FROM waiting
                  JOIN task ON task.id = waiting.task_id
                  WHERE task.connection = connection.name)
            """;

    @Override
    public Removal remove(String name) {
        int removed = database.update(REMOVE, statement -> {
            statement.setString(1, name);
            statement.setString(2, Limit.CONNECTION.gate(name));
            statement.setString(3, Limit.CONNECTION.gate(name));
        });
        if (removed == 1) {
            return Removal.REMOVED;
        }
        return find(name).isPresent() ? Removal.IN_USE : Removal.UNKNOWN;
    }

    /** Sets kind, settings, concurrency, rate_per_second, rate_burst and updated_by, from the first parameter on. */
    private static void set(PreparedStatement statement, Connection connection) throws SQLException {
        var rate = connection.limits().rate();
        statement.setString(1, Words.of(connection.kind()));
        statement.setString(2, connection.settings());
        Columns.setInteger(statement, 3, connection.limits().concurrency());
        if (rate == null) {
            statement.setNull(4, Types.DOUBLE);
        } else {
            statement.setDouble(4, rate.perSecond());
        }
        setBurst(statement, 5, rate);
        statement.setString(6, connection.updatedBy());
    }

    private static void setBurst(PreparedStatement statement, int index, @Nullable Rate rate) throws SQLException {
        Columns.setInteger(statement, index, rate == null ? null : rate.burst());
    }

    private static Connection connection(ResultSet row) throws SQLException {
        return new Connection(
                row.getString("name"),
                Words.read(Target.Kind.class, row.getString("kind")).orElseThrow(),
                row.getString("settings"),
                new FlowLimits(Columns.integerOrNull(row, "concurrency"), rate(row)),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                row.getString("updated_by"));
    }

    private static @Nullable Rate rate(ResultSet row) throws SQLException {
        double perSecond = row.getDouble("rate_per_second");
        return row.wasNull() ? null : new Rate(perSecond, row.getInt("rate_burst"));
    }
}
