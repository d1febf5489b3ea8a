package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.task.Withdrawn;
import io.ordo.scheduler.tending.Interventions;
import io.ordo.scheduler.tending.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What is done to tasks from outside. */
public final class PostgresInterventions implements Interventions {
    private final Database database;
    private final Cancellation cancellation;

    public PostgresInterventions(Database database) {
        this.database = database;
        this.cancellation = new Cancellation(database);
    }

    @Override
    public Optional<List<Withdrawn>> cancel(UUID task) {
        return cancellation.cancel(task);
    }

    @Override
    public List<Withdrawn> cancel(List<UUID> tasks, Scope scope) {
        return cancellation.cancel(tasks, scope);
    }

    /** Locks the place of one that waits. Index: the primary keys of waiting and ready. */
    private static final String HOLD_ONE = """
            WITH pending AS (
                SELECT task_id
                FROM waiting
                WHERE task_id = ?
                FOR UPDATE
            ), queued AS (
                SELECT task_id
                FROM ready
                WHERE task_id = ?
                FOR UPDATE
            )
            SELECT task_id FROM pending
            UNION ALL
            SELECT task_id FROM queued
            """;

    @Override
    public boolean hold(UUID task) {
        return database.queryOne(
                        HOLD_ONE,
                        statement -> {
                            statement.setObject(1, task);
                            statement.setObject(2, task);
                        },
                        _ -> true)
                .isPresent();
    }

    /**
     * Locks the places of those that wait, passing over what is being popped, promoted or cancelled. Index: the
     * primary keys of waiting and ready.
     */
    private static final String HOLD = """
            WITH pending AS (
                SELECT task_id
                FROM waiting
                WHERE task_id = ANY (cast(? AS uuid[]))
                ORDER BY task_id
                FOR UPDATE SKIP LOCKED
            ), queued AS (
                SELECT task_id
                FROM ready
                WHERE task_id = ANY (cast(? AS uuid[]))
                ORDER BY task_id
                FOR UPDATE SKIP LOCKED
            )
            SELECT task_id FROM pending
            UNION ALL
            SELECT task_id FROM queued
            """;

    @Override
    public List<UUID> hold(List<UUID> tasks) {
        return database.query(
                HOLD,
                statement -> FieldArrays.of(statement, 1, tasks)
                        .withUuids(Function.identity())
                        .withUuids(Function.identity()),
                row -> Columns.uuid(row, "task_id"));
    }

    /** An advisory lock, which nothing else takes. */
    private static final String LOCK_REPEATS = """
            SELECT pg_advisory_xact_lock(hashtextextended('ordo_repeats', 0))
            """;

    @Override
    public void lockRepeats() {
        database.query(LOCK_REPEATS, Parameters.NONE, _ -> this);
    }
}
