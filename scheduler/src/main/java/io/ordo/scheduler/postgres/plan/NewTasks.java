package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.planning.NewTask;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Makes tasks, each in the place its due time says. */
final class NewTasks {
    private final Database database;

    NewTasks(Database database) {
        this.database = database;
    }

    private static final String MAKE_QUEUED = """
            WITH made AS (
                INSERT INTO task (
                    queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                    id, job_id, planned_at, created_at)
                VALUES (?, ?, ?, cast(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id, queue
            )
            INSERT INTO ready (task_id, queue, seq, deadline_at, rank)
            SELECT id, queue, nextval('task_seq'), ?, ?
            FROM made
            """;

    private static final String MAKE_PENDING = """
            WITH made AS (
                INSERT INTO task (
                    queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                    id, job_id, planned_at, created_at)
                VALUES (?, ?, ?, cast(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id, queue
            )
            INSERT INTO waiting (task_id, queue, seq, deadline_at, due_at)
            SELECT id, queue, nextval('task_seq'), ?, ?
            FROM made
            """;

    /** Makes each task: queued when it is due at the given instant, otherwise pending. */
    void make(List<NewTask> tasks, Instant now) {
        var due = tasks.stream().filter(task -> !task.due().isAfter(now)).toList();
        var later = tasks.stream().filter(task -> task.due().isAfter(now)).toList();
        database.updateEach(MAKE_QUEUED, due, (statement, task) -> {
            int next = set(statement, task);
            statement.setLong(next, task.rank());
        });
        database.updateEach(MAKE_PENDING, later, (statement, task) -> {
            int next = set(statement, task);
            Columns.setInstant(statement, next, task.due());
        });
    }

    private static int set(PreparedStatement statement, NewTask made) throws SQLException {
        var task = made.task();
        int next = Columns.setWork(statement, 1, task.work());
        statement.setObject(next, task.id());
        statement.setObject(next + 1, task.job());
        Columns.setInstant(statement, next + 2, task.plannedAt());
        Columns.setInstant(statement, next + 3, task.createdAt());
        Columns.setInstant(statement, next + 4, made.deadline());
        return next + 5;
    }
}
