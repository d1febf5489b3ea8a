package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.Newcomer;
import io.ordo.scheduler.ranking.RankedTasks;
import io.ordo.scheduler.task.Ranked;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Live tasks, changed where they stand. */
public final class PostgresRankedTasks implements RankedTasks {
    private final Database database;

    public PostgresRankedTasks(Database database) {
        this.database = database;
    }

    @Override
    public List<Changed> change(List<Change> changes, Rerank rerank) {
        var reranked = after(changes, rerank);
        return reranked.isEmpty()
                ? List.of()
                : database.query(CHANGE, statement -> set(statement, reranked), PostgresRankedTasks::changed);
    }

    /**
     * The places are locked already, by a statement of its own: so this one sees what those did who held them before.
     * Index: the primary keys of task, ready and lease.
     */
    private static final String BEFORE = """
            SELECT task.id, task.queue, task.tenant, task.priority AS priority_before, created_at, data_at,
                   coalesce(cast(job_id AS text), task.hash) AS sort,
                   place.rank, place.arrived_at, place.ranker, place.expected_millis, place.level, place.offsets,
                   place.deadline_at, place.counted
            FROM task
            LEFT JOIN LATERAL (
                SELECT rank, arrived_at, ranker, expected_millis, level, offsets, deadline_at, ready.counted
                FROM ready
                WHERE ready.task_id = task.id
                UNION ALL
                SELECT rank, arrived_at, ranker, expected_millis, level, offsets, deadline_at, lease.counted
                FROM lease
                WHERE lease.task_id = task.id
            ) AS place ON true
            WHERE task.id = ANY (cast(? AS uuid[]))
            """;

    private List<After> after(List<Change> changes, Rerank rerank) {
        var asked = changes.stream().collect(Collectors.toMap(Change::task, Function.identity()));
        return database.query(
                BEFORE,
                statement -> FieldArrays.of(statement, 1, changes).withUuids(Change::task),
                row -> after(Objects.requireNonNull(asked.get(Columns.uuid(row, "id"))), row, rerank));
    }

    private static After after(Change change, ResultSet row, Rerank rerank) throws SQLException {
        if (Columns.instantOrNull(row, "arrived_at") == null) {
            return new After(change, row.getInt("priority_before"), null);
        }
        var before = RankedRows.ranked(row);
        var newcomer = new Newcomer(
                change.task(),
                row.getString("queue"),
                row.getString("tenant"),
                change.priority(),
                before.arrival(),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "data_at"),
                Columns.instantOrNull(row, "deadline_at"),
                row.getInt("counted"),
                row.getString("sort"));
        int priorityBefore = row.getInt("priority_before");
        boolean isAsUrgent = priorityBefore == change.priority();
        return new After(change, priorityBefore, isAsUrgent ? before : rerank.again(newcomer, before, priorityBefore));
    }

    /** The places are locked already. Index: the primary keys of task, ready and lease, whose rank is in no index. */
    private static final String CHANGE = """
            WITH asked AS MATERIALIZED (
                SELECT task_id, priority, payload, priority_before, changed_by, rank, arrived_at, ranker,
                       expected_millis, level, cast(offsets AS integer[]) AS offsets
                FROM unnest(
                    cast(? AS uuid[]), cast(? AS integer[]), cast(? AS text[]), cast(? AS integer[]),
                    cast(? AS text[]), cast(? AS bigint[]), cast(? AS timestamptz[]), cast(? AS bigint[]),
                    cast(? AS bigint[]), cast(? AS integer[]), cast(? AS text[]))
                    AS asked (
                        task_id, priority, payload, priority_before, changed_by, rank, arrived_at, ranker,
                        expected_millis, level, offsets)
            ), changed AS (
                UPDATE task
                SET priority = asked.priority, payload = coalesce(cast(asked.payload AS jsonb), task.payload)
                FROM asked
                WHERE task.id = asked.task_id
                RETURNING task.id, task.queue
            ), queued AS (
                UPDATE ready
                SET priority = asked.priority, rank = asked.rank, ranker = asked.ranker,
                    expected_millis = asked.expected_millis, level = asked.level, offsets = asked.offsets
                FROM asked
                WHERE ready.task_id = asked.task_id
                RETURNING ready.task_id, ready.rank, ready.seq, ready.gate
            ), held AS (
                UPDATE lease
                SET priority = asked.priority, rank = asked.rank, ranker = asked.ranker,
                    expected_millis = asked.expected_millis, level = asked.level, offsets = asked.offsets
                FROM asked
                WHERE lease.task_id = asked.task_id
            ), noted AS (
                INSERT INTO priority_change (task_id, changed_by, priority_before, priority)
                SELECT task_id, changed_by, priority_before, priority
                FROM asked
                WHERE priority <> priority_before
            )
            SELECT changed.id, changed.queue, queued.rank, queued.seq
            FROM changed
            LEFT JOIN queued ON queued.task_id = changed.id
                            AND queued.gate IS NULL
            """;

    private static void set(PreparedStatement statement, List<After> reranked) throws SQLException {
        var arrays = FieldArrays.of(statement, 1, reranked)
                .withUuids(after -> after.change().task())
                .withIntegers(after -> after.change().priority())
                .withTexts(after -> after.change().payload())
                .withIntegers(After::before)
                .withTexts(after -> after.change().by());
        RankedRows.with(arrays, After::ranked);
    }

    private static Changed changed(ResultSet row) throws SQLException {
        var task = Columns.uuid(row, "id");
        long rank = row.getLong("rank");
        var place = row.wasNull() ? null : new Place(rank, row.getLong("seq"), task);
        return new Changed(task, row.getString("queue"), place);
    }

    /**
     * How a task is to stand.
     *
     * @param before the priority it had
     * @param ranked null when it is pending
     */
    private record After(
            Change change, int before, @Nullable Ranked ranked) {}
}
