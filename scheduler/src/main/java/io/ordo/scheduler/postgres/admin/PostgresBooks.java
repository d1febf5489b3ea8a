package io.ordo.scheduler.postgres.admin;

import io.ordo.ranker.fair.TagBook;
import io.ordo.ranker.fair.Tags;
import io.ordo.ranker.fair.Tags.Tenant;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.ranking.SharedBooks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The books, in their tables. */
public final class PostgresBooks implements SharedBooks {
    private final Database database;

    public PostgresBooks(Database database) {
        this.database = database;
    }

    /** Plan: scans the table, a row a queue. */
    private static final String REVISIONS = """
            SELECT queue, revision
            FROM book
            """;

    @Override
    public Map<String, Long> revisions() {
        var revisions = new HashMap<String, Long>();
        database.query(
                REVISIONS, Parameters.NONE, row -> revisions.put(row.getString("queue"), row.getLong("revision")));
        return revisions;
    }

    /** Plan: scans lease, which is as small as what is running. */
    private static final String LEASED = """
            SELECT queue, count(*) AS leased
            FROM lease
            GROUP BY queue
            """;

    @Override
    public Map<String, Integer> leased() {
        var leased = new HashMap<String, Integer>();
        database.query(LEASED, Parameters.NONE, row -> leased.put(row.getString("queue"), row.getInt("leased")));
        return leased;
    }

    /** Locks the row of the book; waits for who is writing it. Index: book's primary key. */
    private static final String TAKE = """
            INSERT INTO book (
                queue, revision, credit, forgiven, used_at, tenants, weights, owed, used, owes_until, urgent_tenants,
                urgent_until)
            SELECT id, 0, 0, 0, cast('epoch' AS timestamptz), '{}', '{}', '{}', '{}', '{}', '{}', '{}'
            FROM queue
            WHERE id = ?
            ON CONFLICT (queue) DO UPDATE
            SET revision = book.revision
            RETURNING revision, credit, forgiven, used_at, tenants, weights, owed, used, owes_until, urgent_tenants,
                      urgent_until, app_now() AS instant
            """;

    @Override
    public Shared take(String queue) {
        return database.queryOne(TAKE, statement -> statement.setString(1, queue), PostgresBooks::shared)
                .orElse(new Shared(0, Tags.EMPTY, Map.of(), Instant.EPOCH));
    }

    private static Shared shared(ResultSet row) throws SQLException {
        var names = (String[]) row.getArray("tenants").getArray();
        var weights = numbers(row, "weights");
        var owed = numbers(row, "owed");
        var used = numbers(row, "used");
        var owesUntil = numbers(row, "owes_until");
        var tenants = new HashMap<String, Tenant>();
        for (int i = 0; i < names.length; i++) {
            var ofIt = owed.subList(i * TagBook.LEVELS, (i + 1) * TagBook.LEVELS);
            tenants.put(names[i], new Tenant(weights.get(i), ofIt, used.get(i), owesUntil.get(i)));
        }
        var urgent = (String[]) row.getArray("urgent_tenants").getArray();
        var until = numbers(row, "urgent_until");
        var urgentUntil = new HashMap<String, Double>();
        for (int i = 0; i < urgent.length; i++) {
            urgentUntil.put(urgent[i], until.get(i));
        }
        return new Shared(
                row.getLong("revision"),
                new Tags(row.getDouble("credit"), row.getDouble("forgiven"), Columns.instant(row, "used_at"), tenants),
                urgentUntil,
                Columns.instant(row, "instant"));
    }

    private static List<Double> numbers(ResultSet row, String column) throws SQLException {
        return List.of((Double[]) row.getArray(column).getArray());
    }

    /**
     * A statement of its own: one that waited for the lock would see the queue as it was before. Index: ready_rank.
     */
    private static final String IDLE = """
            SELECT NOT EXISTS (SELECT 1 FROM ready WHERE queue = ? AND gate IS NULL) AS is_idle
            """;

    @Override
    public boolean isIdle(String queue) {
        return database.queryOne(IDLE, statement -> statement.setString(1, queue), row -> row.getBoolean("is_idle"))
                .orElseThrow();
    }

    /** {@link #TAKE} has locked the row. Index: book's primary key. */
    private static final String PUT = """
            UPDATE book
            SET revision = ?, credit = ?, forgiven = ?, used_at = ?, tenants = cast(? AS text[]),
                weights = cast(? AS double precision[]), used = cast(? AS double precision[]),
                owes_until = cast(? AS double precision[]), owed = cast(? AS double precision[]),
                urgent_tenants = cast(? AS text[]), urgent_until = cast(? AS double precision[])
            WHERE queue = ?
            """;

    @Override
    public void put(String queue, Shared shared) {
        var tags = shared.tags();
        var tenants = List.copyOf(tags.tenants().entrySet());
        var owed = tenants.stream()
                .flatMap(tenant -> tenant.getValue().owed().stream())
                .toList();
        database.update(PUT, statement -> {
            statement.setLong(1, shared.revision());
            statement.setDouble(2, tags.credit());
            statement.setDouble(3, tags.forgiven());
            Columns.setInstant(statement, 4, tags.usedAt());
            int next = FieldArrays.of(statement, 5, tenants)
                    .withTexts(Map.Entry::getKey)
                    .withDoubles(tenant -> tenant.getValue().weight())
                    .withDoubles(tenant -> tenant.getValue().used())
                    .withDoubles(tenant -> tenant.getValue().owesUntil())
                    .next();
            next = FieldArrays.of(statement, next, owed)
                    .withDoubles(Function.identity())
                    .next();
            next = FieldArrays.of(
                            statement, next, List.copyOf(shared.urgentUntil().entrySet()))
                    .withTexts(Map.Entry::getKey)
                    .withDoubles(Map.Entry::getValue)
                    .next();
            statement.setString(next, queue);
        });
    }
}
