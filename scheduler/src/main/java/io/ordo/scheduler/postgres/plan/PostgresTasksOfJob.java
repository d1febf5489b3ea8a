package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.tending.Scope;
import io.ordo.scheduler.tending.TasksOfJob;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tasks of a job, a part at a time. */
public final class PostgresTasksOfJob implements TasksOfJob {
    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;

    public PostgresTasksOfJob(Database database) {
        this.database = database;
    }

    /** Locks nothing. Index: task_job gives order and start. */
    private static final String LIST = """
            SELECT id
            FROM task
            WHERE job_id = ?
              AND id > ?
            ORDER BY id
            LIMIT ?
            """;

    @Override
    public List<UUID> list(UUID job, @Nullable UUID after, int limit) {
        return database.query(
                LIST,
                statement -> {
                    statement.setObject(1, job);
                    statement.setObject(2, after == null ? FIRST : after);
                    statement.setInt(3, limit);
                },
                row -> Columns.uuid(row, "id"));
    }

    /** Locks nothing. Index: the primary keys of the three places; leases only for whoever asks for what is held. */
    private static final String WITHIN = """
            SELECT task_id
            FROM waiting
            WHERE task_id = ANY (cast(? AS uuid[]))
            UNION ALL
            SELECT task_id
            FROM ready
            WHERE task_id = ANY (cast(? AS uuid[]))
            UNION ALL
            SELECT task_id
            FROM lease
            WHERE task_id = ANY (cast(? AS uuid[]))
              AND cast(? AS boolean)
            """;

    @Override
    public List<UUID> within(Scope scope, List<UUID> tasks) {
        return database.query(
                WITHIN,
                statement -> {
                    FieldArrays.of(statement, 1, tasks)
                            .withUuids(Function.identity())
                            .withUuids(Function.identity())
                            .withUuids(Function.identity());
                    statement.setBoolean(4, scope.includes(Status.RUNNING));
                },
                row -> Columns.uuid(row, "task_id"));
    }

    /** Index: the primary keys of task and job. */
    private static final String LET_GO = """
            UPDATE task
            SET job_id = NULL
            FROM job
            WHERE task.id = ANY (cast(? AS uuid[]))
              AND job.id = task.job_id
              AND origin = 'kat'
            """;

    @Override
    public int letGo(List<UUID> tasks) {
        return database.update(
                LET_GO, statement -> FieldArrays.of(statement, 1, tasks).withUuids(Function.identity()));
    }
}
