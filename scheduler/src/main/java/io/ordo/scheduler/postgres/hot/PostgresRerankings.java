package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.Newcomer;
import io.ordo.scheduler.ranking.Rerankings;
import io.ordo.scheduler.task.Ranked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Queues that are being ranked again, in their table, and their tasks. */
public final class PostgresRerankings implements Rerankings {
    private final Database database;

    public PostgresRerankings(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Stretch> next(int most, CurrentRanker current, BiFunction<Newcomer, Ranked, Ranked> again) {
        return database.atomically(() -> database.queryOne(TAKE, Parameters.NONE, PostgresRerankings::walk)
                .map(walk -> go(walk, most, current, again)));
    }

    /**
     * Locks one, passing over those another scheduler is at; those that are only waited for stand last. Plan: scans the
     * table, a row a queue at most.
     */
    private static final String TAKE = """
            SELECT queue, after_gate, after_rank, after_seq
            FROM reranking
            ORDER BY done >= total, asked_at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """;

    private static Walk walk(ResultSet row) throws SQLException {
        return new Walk(
                row.getString("queue"),
                row.getString("after_gate"),
                new Place(row.getLong("after_rank"), row.getLong("after_seq"), new UUID(0, 0)));
    }

    private Stretch go(Walk walk, int most, CurrentRanker current, BiFunction<Newcomer, Ranked, Ranked> again) {
        var open = find(walk, most, current, again);
        boolean isThrough = open.isEmpty() && walk.gate() == null;
        var found = isThrough ? find(walk.toGates(), most, current, again) : open;
        if (found.isEmpty()) {
            turn(walk.queue());
            return new Stretch(walk.queue(), List.of());
        }
        var last = found.getLast();
        database.update(GO_ON, statement -> {
            statement.setInt(1, found.size());
            statement.setString(2, last.gate());
            statement.setLong(3, last.before().rank());
            statement.setLong(4, last.before().seq());
            statement.setString(5, walk.queue());
        });
        var places = database.query(
                RANK,
                statement -> RankedRows.with(
                        FieldArrays.of(statement, 1, found)
                                .withUuids(one -> one.before().task()),
                        Found::ranked),
                Columns::place);
        return new Stretch(walk.queue(), places);
    }

    private List<Found> find(Walk walk, int most, CurrentRanker current, BiFunction<Newcomer, Ranked, Ranked> again) {
        boolean isAtGates = walk.gate() != null;
        return database.query(
                isAtGates ? FIND_AT_GATES : FIND,
                statement -> {
                    int next = 1;
                    statement.setString(next++, walk.queue());
                    if (isAtGates) {
                        statement.setString(next++, walk.gate());
                    }
                    statement.setLong(next++, walk.after().rank());
                    statement.setLong(next++, walk.after().seq());
                    statement.setLong(next++, current.of(walk.queue()));
                    statement.setInt(next, most);
                },
                row -> Found.of(row, again));
    }

    /** Behind the last comes the first again, or the end. */
    private void turn(String queue) {
        if (database.update(FROM_THE_START, statement -> statement.setString(1, queue)) == 0) {
            database.update(END, statement -> statement.setString(1, queue));
        }
    }

    /**
     * Locks in the order of the tasks' places, passing over what is being popped or changed. Index: ready_rank from
     * where the last stretch ended, then task's primary key.
     */
    private static final String FIND = """
            SELECT ready.task_id, ready.queue, gate, rank, seq, ready.tenant, ready.priority, arrived_at, ranker,
                   expected_millis, level, offsets, deadline_at, ready.counted, created_at, data_at,
                   coalesce(cast(job_id AS text), task.hash) AS sort
            FROM ready
            JOIN task ON task.id = ready.task_id
            WHERE ready.queue = ?
              AND gate IS NULL
              AND (rank, seq) > (?, ?)
              AND ranker <> ?
            ORDER BY rank, seq
            LIMIT ?
            FOR UPDATE OF ready SKIP LOCKED
            """;

    /**
     * Locks in the order of the gates and the tasks' places, passing over what is being let through or changed. Index:
     * ready_gate from where the last stretch ended, then task's primary key.
     */
    private static final String FIND_AT_GATES = """
            SELECT ready.task_id, ready.queue, gate, rank, seq, ready.tenant, ready.priority, arrived_at, ranker,
                   expected_millis, level, offsets, deadline_at, ready.counted, created_at, data_at,
                   coalesce(cast(job_id AS text), task.hash) AS sort
            FROM ready
            JOIN task ON task.id = ready.task_id
            WHERE ready.queue = ?
              AND gate IS NOT NULL
              AND (gate, rank, seq) > (?, ?, ?)
              AND ranker <> ?
            ORDER BY gate, rank, seq
            LIMIT ?
            FOR UPDATE OF ready SKIP LOCKED
            """;

    /** The places are locked. Index: ready's primary key. */
    private static final String RANK = """
            UPDATE ready
            SET rank = asked.rank, arrived_at = asked.arrived_at, ranker = asked.ranker,
                expected_millis = asked.expected_millis, level = asked.level,
                offsets = cast(asked.offsets AS integer[])
            FROM unnest(
                cast(? AS uuid[]), cast(? AS bigint[]), cast(? AS timestamptz[]), cast(? AS bigint[]),
                cast(? AS bigint[]), cast(? AS integer[]), cast(? AS text[]))
                AS asked (task_id, rank, arrived_at, ranker, expected_millis, level, offsets)
            WHERE ready.task_id = asked.task_id
            RETURNING ready.task_id, ready.rank, ready.seq
            """;

    /** The row is locked. Index: reranking's primary key. */
    private static final String GO_ON = """
            UPDATE reranking
            SET done = done + ?, after_gate = ?, after_rank = ?, after_seq = ?
            WHERE queue = ?
            """;

    /**
     * The row is locked. Another walk is needed after one that found something, and while tasks may still come from a
     * scheduler that knows nothing of the new ranker. Index: reranking's primary key.
     */
    private static final String FROM_THE_START = """
            UPDATE reranking
            SET after_gate = NULL, after_rank = cast(-9223372036854775808 AS bigint),
                after_seq = cast(-9223372036854775808 AS bigint)
            WHERE queue = ?
              AND (after_rank > cast(-9223372036854775808 AS bigint)
                   OR asked_at > app_now() - interval '5 seconds')
            """;

    /** The row is locked. Index: reranking's primary key. */
    private static final String END = """
            DELETE FROM reranking
            WHERE queue = ?
            """;

    /**
     * A walk through a queue, and how far it came.
     *
     * @param gate behind which it came to a place; null before it comes to gates
     */
    private record Walk(String queue, @Nullable String gate, Place after) {
        /** Before the first gate: none is called nothing. */
        Walk toGates() {
            return new Walk(queue, "", new Place(Long.MIN_VALUE, Long.MIN_VALUE, new UUID(0, 0)));
        }
    }

    /** A task another ranker ranked, where it stood, and where it is to stand. */
    private record Found(@Nullable String gate, Place before, Ranked ranked) {
        static Found of(ResultSet row, BiFunction<Newcomer, Ranked, Ranked> again) throws SQLException {
            var before = RankedRows.ranked(row);
            var place = Columns.place(row);
            var newcomer = new Newcomer(
                    place.task(),
                    row.getString("queue"),
                    row.getString("tenant"),
                    row.getInt("priority"),
                    before.arrival(),
                    Columns.instant(row, "created_at"),
                    Columns.instantOrNull(row, "data_at"),
                    Columns.instantOrNull(row, "deadline_at"),
                    row.getInt("counted"),
                    row.getString("sort"));
            return new Found(row.getString("gate"), place, again.apply(newcomer, before));
        }
    }
}
