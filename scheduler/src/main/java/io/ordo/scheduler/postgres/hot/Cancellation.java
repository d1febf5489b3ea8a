package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Database;
import java.util.Optional;
import java.util.UUID;

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
    Optional<Boolean> cancel(UUID task) {
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            if (database.update(CANCEL, statement -> statement.setObject(1, task)) == 1) {
                return Optional.of(true);
            }
            var ended =
                    database.queryOne(ENDED, statement -> statement.setObject(1, task), row -> row.getBoolean("ended"));
            if (ended.isEmpty() || ended.get()) {
                return ended.map(_ -> false);
            }
        }
        throw new IllegalStateException("task " + task + " is in no place and has not ended");
    }

    /** Index: the primary keys of the places and of task. */
    private static final String CANCEL = """
            WITH called_off AS (
                SELECT cast(? AS uuid) AS task_id
            ), unready AS (
                DELETE FROM waiting
                USING called_off
                WHERE waiting.task_id = called_off.task_id
                RETURNING waiting.task_id, counted
            ), unpopped AS (
                DELETE FROM ready
                USING called_off
                WHERE ready.task_id = called_off.task_id
                RETURNING ready.task_id, counted
            ), taken AS (
                DELETE FROM lease
                USING called_off
                WHERE lease.task_id = called_off.task_id
                RETURNING lease.task_id, counted, fence, holder, popped_at, started_at
            ), ended AS (
                INSERT INTO attempt (task_id, fence, holder, ending, moved_to, popped_at, started_at, ended_at)
                SELECT task_id, fence, holder, 'cancelled', 'cancelled', popped_at, started_at, app_now()
                FROM taken
            ), gone AS (
                SELECT task_id, counted FROM unready
                UNION ALL
                SELECT task_id, counted FROM unpopped
                UNION ALL
                SELECT task_id, counted FROM taken
            )
            UPDATE task
            SET end_status = 'cancelled', ended_at = app_now(), counted = gone.counted
            FROM gone
            WHERE task.id = gone.task_id
            """;

    /** Index: task's primary key. */
    private static final String ENDED = """
            SELECT end_status IS NOT NULL AS ended
            FROM task
            WHERE id = ?
            """;
}
