package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskList.Hour;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many tasks moved last in which hour. */
final class TasksPerHour {
    private final Database database;

    TasksPerHour(Database database) {
        this.database = database;
    }

    /**
     * Each place is asked for its own last moves, and no task older than a day that did not move is looked at. Index:
     * attempt_ended for the ends, then task's primary key; task_ended_unheld; task_hashed from a day ago, with ready
     * and waiting hashed; lease is as small as what is running. A task that came back to its queue is looked up once,
     * by attempt's primary key. Whatever is estimated, each move looks its task up, by OFFSET 0: the other way about
     * all moves would be looked through for each task.
     */
    private static final String HOURS = """
            WITH asked AS (
                SELECT cast(? AS text) AS queue, cast(? AS text) AS tenant, app_now() - interval '24 hours' AS since
            ), place AS NOT MATERIALIZED (
                SELECT task_id, 'queued' AS status, pops FROM ready
                UNION ALL
                SELECT task_id, 'pending' AS status, pops FROM waiting
            ), moved AS (
                SELECT task_id, moved_to AS status, attempt.ended_at AS moved_at
                FROM attempt
                WHERE attempt.ended_at >= app_now() - interval '24 hours'
                  AND moved_to IN ('completed', 'failed', 'cancelled')
                UNION ALL
                SELECT id, end_status, ended_at
                FROM task
                WHERE end_status IS NOT NULL
                  AND ended_at >= app_now() - interval '24 hours'
                UNION ALL
                SELECT task_id,
                       CASE WHEN started_at IS NULL THEN 'dispatched' ELSE 'running' END,
                       coalesce(started_at, popped_at)
                FROM lease
                UNION ALL
                SELECT place.task_id, place.status, last_attempt.ended_at
                FROM place
                CROSS JOIN LATERAL (
                    SELECT attempt.ended_at
                    FROM attempt
                    WHERE attempt.task_id = place.task_id
                    ORDER BY fence DESC
                    LIMIT 1) AS last_attempt
                WHERE place.pops > 0
            ), counted AS (
                SELECT date_trunc('hour', moved.moved_at, 'UTC') AS hour, moved.status
                FROM moved
                CROSS JOIN asked
                CROSS JOIN LATERAL (
                    SELECT queue, tenant
                    FROM task
                    WHERE id = moved.task_id
                      AND hash IS NOT NULL
                    OFFSET 0) AS task
                JOIN queue ON queue.id = task.queue
                WHERE moved.moved_at >= asked.since
                  AND queue.kat_item IS NOT NULL
                  AND (asked.queue IS NULL OR queue.id = asked.queue)
                  AND (asked.tenant IS NULL OR task.tenant = asked.tenant)
                UNION ALL
                SELECT date_trunc('hour', task.created_at, 'UTC'), place.status
                FROM queue
                JOIN task ON task.queue = queue.id
                JOIN place ON place.task_id = task.id
                CROSS JOIN asked
                WHERE task.created_at >= app_now() - interval '24 hours'
                  AND place.pops = 0
                  AND task.hash IS NOT NULL
                  AND queue.kat_item IS NOT NULL
                  AND (asked.queue IS NULL OR queue.id = asked.queue)
                  AND (asked.tenant IS NULL OR task.tenant = asked.tenant)
            )
            SELECT hour, status, count(*) AS total
            FROM counted
            GROUP BY hour, status
            """;

    List<Hour> of(@Nullable String queue, @Nullable String tenant) {
        SequencedMap<Instant, Map<Status, Long>> hours = new TreeMap<>();
        database.query(
                        HOURS,
                        statement -> {
                            statement.setString(1, queue);
                            statement.setString(2, tenant);
                        },
                        row -> new Count(
                                Columns.instant(row, "hour"),
                                Status.ofWord(row.getString("status")),
                                row.getLong("total")))
                .forEach(count -> hours.computeIfAbsent(count.hour(), _ -> new EnumMap<>(Status.class))
                        .put(count.status(), count.total()));
        return hours.reversed().entrySet().stream()
                .map(hour -> new Hour(hour.getKey(), hour.getValue()))
                .toList();
    }

    private record Count(Instant hour, Status status, long total) {}
}
