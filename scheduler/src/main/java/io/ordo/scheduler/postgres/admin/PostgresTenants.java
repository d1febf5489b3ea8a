package io.ordo.scheduler.postgres.admin;

import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was agreed with tenants, in its table. */
public final class PostgresTenants implements Tenants {
    private final Database database;

    public PostgresTenants(Database database) {
        this.database = database;
    }

    /** Index: tenant's primary key. */
    private static final String FIND = """
            SELECT id, weight, urgent_work_millis, urgent_period_millis, updated_at, updated_by
            FROM tenant
            WHERE id = ?
            """;

    @Override
    public Optional<Agreement> find(String tenant) {
        return database.queryOne(FIND, statement -> statement.setString(1, tenant), PostgresTenants::agreement);
    }

    /** Index: tenant's primary key gives the order. */
    private static final String SOME = """
            SELECT id, weight, urgent_work_millis, urgent_period_millis, updated_at, updated_by
            FROM tenant
            WHERE id > ?
            ORDER BY id
            LIMIT ?
            """;

    @Override
    public List<Agreement> some(@Nullable String after, int most) {
        return database.query(
                SOME,
                statement -> {
                    statement.setString(1, Objects.requireNonNullElse(after, ""));
                    statement.setInt(2, most);
                },
                PostgresTenants::agreement);
    }

    /** Plan: scans the table, which has those with whom something was agreed. */
    private static final String ALL = """
            SELECT id, weight, urgent_work_millis, urgent_period_millis, updated_at, updated_by
            FROM tenant
            """;

    @Override
    public List<Agreement> all() {
        return database.query(ALL, Parameters.NONE, PostgresTenants::agreement);
    }

    /** An advisory lock of no table: agreements are rare, and are made one after the other until each is committed. */
    private static final String LOCK = """
            SELECT true AS is_held
            FROM pg_advisory_xact_lock(hashtextextended('ordo_tenant', 0))
            """;

    /** Whoever asks has the lock. Plan: counts the table, which has those with whom something was agreed. */
    private static final String COUNT = """
            SELECT count(*) AS agreed
            FROM tenant
            """;

    /** Whoever puts has the lock. Index: tenant's primary key. */
    private static final String PUT = """
            INSERT INTO tenant (id, weight, urgent_work_millis, urgent_period_millis, updated_at, updated_by)
            VALUES (?, ?, ?, ?, app_now(), ?)
            ON CONFLICT (id) DO UPDATE
            SET weight = excluded.weight, urgent_work_millis = excluded.urgent_work_millis,
                urgent_period_millis = excluded.urgent_period_millis, updated_at = excluded.updated_at,
                updated_by = excluded.updated_by
            RETURNING id, weight, urgent_work_millis, urgent_period_millis, updated_at, updated_by
            """;

    @Override
    public Optional<Agreement> change(String tenant, UnaryOperator<TenantTerms> change, String by) {
        return database.atomically(() -> {
            lock();
            var before = find(tenant);
            var terms = change.apply(before.map(Agreement::terms).orElse(TenantTerms.USUAL));
            return before.isEmpty() && isFull() ? Optional.empty() : put(tenant, terms, by);
        });
    }

    private void lock() {
        database.query(LOCK, Parameters.NONE, row -> row.getBoolean("is_held"));
    }

    private boolean isFull() {
        return database.query(COUNT, Parameters.NONE, row -> row.getInt("agreed"))
                        .getFirst()
                >= MOST;
    }

    private Optional<Agreement> put(String tenant, TenantTerms terms, String by) {
        var budget = terms.budget();
        return database.queryOne(
                PUT,
                statement -> {
                    statement.setString(1, tenant);
                    statement.setDouble(2, terms.weight());
                    Columns.setMillis(statement, 3, budget == null ? null : budget.work());
                    Columns.setMillis(statement, 4, budget == null ? null : budget.period());
                    statement.setString(5, by);
                },
                PostgresTenants::agreement);
    }

    /** Index: tenant's primary key. */
    private static final String REMOVE = """
            DELETE FROM tenant
            WHERE id = ?
            """;

    @Override
    public boolean remove(String tenant) {
        return database.atomically(() -> {
            lock();
            return database.update(REMOVE, statement -> statement.setString(1, tenant)) == 1;
        });
    }

    private static Agreement agreement(ResultSet row) throws SQLException {
        var work = Columns.millisOrNull(row, "urgent_work_millis");
        var period = Columns.millisOrNull(row, "urgent_period_millis");
        var budget = work == null || period == null ? null : new UrgencyBudget(work, period);
        return new Agreement(
                row.getString("id"),
                new TenantTerms(row.getDouble("weight"), budget),
                Columns.instant(row, "updated_at"),
                row.getString("updated_by"));
    }
}
