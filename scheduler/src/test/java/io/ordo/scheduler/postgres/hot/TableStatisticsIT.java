package io.ordo.scheduler.postgres.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.env.Environment;
import io.ordo.scheduler.postgres.TableStatistics;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Queues that were empty when the database last looked, and are full now. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableStatisticsIT {
    private static final int MANY = 3_000;
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private final Servers.DatabaseAddress address = Servers.newDatabase();
    private final Store store = Store.on(address);
    private final TableStatistics statistics = new TableStatistics(store.database());

    @BeforeEach
    void lookAtEmptyTables() throws SQLException {
        execute("VACUUM ANALYZE ready, lease, task, job");
    }

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void whatIsPoppedAndSettledIsFoundByKeyOnceTheTablesHaveGrown() throws SQLException {
        store.aQueuedTask();
        store.popOne();
        store.aQueuedTask();
        execute(copies("ready"), copies("lease"));
        statistics.runOnce();
        assertThat(plan(PostgresLeases.TAKE))
                .contains("ready_pkey on ready", "Index Cond: (task_id = picked")
                .doesNotContain("ready_rank");
        assertThat(plan(Endings.END)).contains("lease_pkey on lease", "Index Cond: (task_id = said");
    }

    /** A vacuum may leave a table as large as it was. */
    @Test
    void rowsThatFillThePagesOfOthersCountAsWell() throws SQLException {
        store.aQueuedTask();
        execute(copies("ready"), "CREATE TABLE kept AS SELECT * FROM ready", "DELETE FROM ready");
        execute("VACUUM (TRUNCATE false, ANALYZE) ready");
        assertThat(rows("ready")).isZero();
        execute("INSERT INTO ready SELECT * FROM kept", "DROP TABLE kept");
        statistics.runOnce();
        assertThat(rows("ready")).isEqualTo(MANY + 1);
    }

    @Test
    void whatIsAsItWasIsLeftAlone() throws SQLException {
        store.aQueuedTask();
        statistics.runOnce();
        assertThat(rows("ready")).isZero();
    }

    private static String copies(String table) {
        return """
                INSERT INTO %1$s
                SELECT (jsonb_populate_record(
                    %1$s, jsonb_build_object('task_id', gen_random_uuid(), 'seq', 1000 + number))).*
                FROM %1$s, generate_series(1, %2$d) AS number
                """.formatted(table, MANY);
    }

    /** As the database believes. */
    private long rows(String table) throws SQLException {
        return Long.parseLong(answer("SELECT reltuples::bigint FROM pg_class WHERE oid = '" + table + "'::regclass")
                .getFirst());
    }

    /** As it is kept for every execution, for the settings of the scheduler. */
    private String plan(String statement) throws SQLException {
        var number = new AtomicInteger();
        var numbered = PARAMETER.matcher(statement).replaceAll(_ -> "\\$" + number.incrementAndGet());
        return String.join("\n", answer("EXPLAIN (GENERIC_PLAN) " + numbered));
    }

    private List<String> answer(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    /** On a connection that ends: what it has written is counted then. */
    private void execute(String... statements) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(
                address.url() + (address.url().contains("?") ? "&" : "?") + "preferQueryMode=simple",
                address.user(),
                address.password());
        try (var statement = connection.createStatement()) {
            statement.execute(store.bean(Environment.class)
                    .getRequiredProperty("datasources.default.connection-init-sql", String.class));
        }
        return connection;
    }
}
