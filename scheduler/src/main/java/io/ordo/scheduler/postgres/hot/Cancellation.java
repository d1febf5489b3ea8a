package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.LockOrder;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Withdrawn;
import io.ordo.scheduler.tending.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Calls tasks off, wherever they stand. */
final class Cancellation {
    /** Nobody loses so many races for one task: it stands nowhere, which no statement of ours brings about. */
    private static final int MOST_MOVES = 100;

    private final Database database;

    Cancellation(Database database) {
        this.database = database;
    }

    /**
     * A task that moves from one place to the next while this statement waits for its row is in neither for it: then
     * it is tried again, and each further try needs another move in that very moment.
     */
    Optional<List<Withdrawn>> cancel(UUID task) {
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            var cancelled = cancel(List.of(task), Scope.LIVE);
            if (!cancelled.isEmpty()) {
                return Optional.of(cancelled);
            }
            var ended =
                    database.queryOne(ENDED, statement -> statement.setObject(1, task), row -> row.getBoolean("ended"));
            if (ended.isEmpty() || ended.get()) {
                return ended.map(_ -> List.of());
            }
        }
        throw new IllegalStateException("task " + task + " is in no place and has not ended");
    }

    /** Cancels those within the scope that stand where they stood when this began; the others are left out. */
    List<Withdrawn> cancel(List<UUID> tasks, Scope scope) {
        return database.query(
                CANCEL,
                statement -> {
                    int next = FieldArrays.of(statement, 1, LockOrder.of(tasks, Function.identity()))
                            .withUuids(Function.identity())
                            .next();
                    statement.setBoolean(next, scope.includes(Status.RUNNING));
                },
                RankedRows::withdrawn);
    }

    /**
     * Locks in the order of the tasks, which the array is in. Index: the primary keys of the places and of task, once
     * a row. A row of task that somebody changed meanwhile is joined again, with what is materialized alone: a union in
     * line would be found for the first such row and for no other.
     */
    private static final String CANCEL = """
            WITH called_off AS MATERIALIZED (
                SELECT task_id
                FROM unnest(cast(? AS uuid[])) AS called_off (task_id)
            ), unready AS (
                DELETE FROM waiting
                USING called_off
                WHERE waiting.task_id = called_off.task_id
                RETURNING waiting.task_id, counted
            ), unpopped AS (
                DELETE FROM ready
                USING called_off
                WHERE ready.task_id = called_off.task_id
                RETURNING ready.task_id, counted, tenant, level, expected_millis
            ), taken AS (
                DELETE FROM lease
                USING called_off
                WHERE lease.task_id = called_off.task_id
                  AND ?
                RETURNING lease.task_id, queue, counted, fence, holder, rank, arrived_at, ranker, expected_millis,
                          offsets, deadline_at, popped_at, started_at
            ), ended AS (
                INSERT INTO attempt (
                    task_id, fence, holder, ending, moved_to, counted, rank, arrived_at, ranker, expected_millis,
                    offsets, deadline_at, popped_at, started_at, ended_at)
                SELECT task_id, fence, holder, 'cancelled', 'cancelled', counted, rank, arrived_at, ranker,
                       expected_millis, offsets, deadline_at, popped_at, started_at, app_now()
                FROM taken
            ), unattempted AS MATERIALIZED (
                SELECT task_id, counted FROM unready
                UNION ALL
                SELECT task_id, counted FROM unpopped
            ), closed AS (
                UPDATE task
                SET end_status = 'cancelled', ended_at = app_now(), counted = unattempted.counted
                FROM unattempted
                WHERE task.id = unattempted.task_id
                RETURNING task.id, task.queue
            )
            SELECT task_id, queue, cast(NULL AS text) AS tenant, cast(NULL AS smallint) AS level,
                   cast(NULL AS bigint) AS expected_millis
            FROM taken
            UNION ALL
            SELECT closed.id, closed.queue, tenant, level, expected_millis
            FROM closed
            LEFT JOIN unpopped ON unpopped.task_id = closed.id
            """;

    /** Index: the primary keys of task and attempt. */
    private static final String ENDED = """
            SELECT end_status IS NOT NULL
                   OR EXISTS (
                       SELECT 1
                       FROM attempt
                       WHERE task_id = task.id
                         AND moved_to IN ('completed', 'failed', 'cancelled')) AS ended
            FROM task
            WHERE id = ?
            """;
}
