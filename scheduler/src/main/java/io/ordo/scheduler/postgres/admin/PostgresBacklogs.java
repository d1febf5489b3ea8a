package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.queue.Backlogs;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks how full queues are. */
public final class PostgresBacklogs implements Backlogs {
    private final Database database;

    public PostgresBacklogs(Database database) {
        this.database = database;
    }

    /** Index: ready_rank alone for the count, task_hashed for the newest; lease is scanned. */
    private static final String OF_KAT = """
            SELECT id,
                   (SELECT count(*) FROM ready WHERE ready.queue = queue.id) AS queued,
                   greatest(
                       (SELECT max(popped_at) FROM lease WHERE lease.queue = queue.id),
                       (SELECT max(created_at) FROM task WHERE task.queue = queue.id AND hash IS NOT NULL))
                       AS last_activity
            FROM queue
            WHERE kat_item IS NOT NULL
            """;

    @Override
    public Map<String, Size> ofKat() {
        return database
                .query(
                        OF_KAT,
                        Parameters.NONE,
                        row -> Map.entry(
                                row.getString("id"),
                                new Size(row.getLong("queued"), Columns.instantOrNull(row, "last_activity"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
