package io.ordo.scheduler.postgres;

import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How tasks stand in rows. */
public final class TaskRows {
    private TaskRows() {}

    /** A task from the columns of its table. */
    public static Task task(ResultSet row) throws SQLException {
        var source = new Source(
                Columns.uuidOrNull(row, "job_id"),
                Columns.instantOrNull(row, "planned_at"),
                Columns.uuidOrNull(row, "retry_of"),
                Columns.instantOrNull(row, "data_at"));
        return new Task(
                Columns.uuid(row, "id"),
                source,
                Columns.work(row),
                row.getString("hash"),
                Columns.instant(row, "created_at"));
    }
}
