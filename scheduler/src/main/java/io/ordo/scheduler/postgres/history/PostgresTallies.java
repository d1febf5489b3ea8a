package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Tallies;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the tasks of jobs stand, counted up to a bound. */
public final class PostgresTallies implements Tallies {
    private final Database database;

    public PostgresTallies(Database database) {
        this.database = database;
    }

    /** Locks nothing. Index: task_job, of each job at most 10 000 entries, and the newest backwards. */
    private static final String TALLIES = """
            SELECT job.id AS job_id, made.tasks, newest.status
            FROM unnest(cast(? AS uuid[])) AS job (id)
            CROSS JOIN LATERAL (
                SELECT count(*) AS tasks
                FROM (SELECT 1 FROM task WHERE task.job_id = job.id LIMIT 10000) AS counted) AS made
            JOIN LATERAL (
                SELECT task.id
                FROM task
                WHERE task.job_id = job.id
                ORDER BY task.id DESC
                LIMIT 1) AS last_task ON true
            JOIN task_status AS newest ON newest.id = last_task.id
            """;

    @Override
    public Map<UUID, Tally> of(List<UUID> jobs) {
        return jobs.isEmpty()
                ? Map.of()
                : database
                        .query(
                                TALLIES,
                                statement -> FieldArrays.of(statement, 1, jobs).withUuids(Function.identity()),
                                row -> Map.entry(
                                        Columns.uuid(row, "job_id"),
                                        new Tally(row.getLong("tasks"), Status.ofWord(row.getString("status")))))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
