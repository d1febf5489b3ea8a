package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.planning.DueJob.Live;
import io.ordo.scheduler.planning.JobTasks;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.IntakeLock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the tasks of due jobs whose tasks must not be beside each other. */
final class LiveTasks {
    private final Database database;
    private final IntakeLock intakeLock;

    LiveTasks(Database database) {
        this.database = database;
        this.intakeLock = new IntakeLock(database);
    }

    /** The jobs in their order, each with what lives of it. */
    List<DueJob> with(List<DueJob> jobs) {
        var asked = jobs.stream().filter(due -> identity(due) != null).toList();
        if (asked.isEmpty()) {
            return jobs;
        }
        intakeLock.takeAll(asked.stream()
                .filter(due -> due.job().isKat())
                .map(due -> due.job().draft().work().queue())
                .toList());
        var live = live(asked);
        var ends = ends(asked);
        return jobs.stream()
                .map(due -> due.beside(live.getOrDefault(Identity.of(due), List.of()))
                        .after(ends.get(due.job().id())))
                .toList();
    }

    /**
     * For jobs of OpenKAT this is true until the transaction ends, because the intake of their queues is locked; tasks
     * of other jobs are made by whoever holds the job alone. A task that is queued again was in one of the
     * three places before, and one whose job has moved to another queue stands where it was. Index: ready_hash,
     * lease_hash and waiting_hash, an entry each.
     */
    private static final String LIVE = """
            SELECT asked.queue, asked.hash, live.task_id, live.held
            FROM unnest(cast(? AS text[]), cast(? AS text[])) AS asked (hash, queue)
            JOIN LATERAL (
                SELECT task_id, true AS held
                FROM lease
                WHERE lease.hash = asked.hash AND lease.queue = coalesce(asked.queue, lease.queue)
                UNION ALL
                SELECT task_id, false
                FROM ready
                WHERE ready.hash = asked.hash AND ready.queue = coalesce(asked.queue, ready.queue)
                UNION ALL
                SELECT task_id, false
                FROM waiting
                WHERE waiting.hash = asked.hash AND waiting.queue = coalesce(asked.queue, waiting.queue)) AS live
                ON true
            ORDER BY live.task_id
            """;

    private Map<Identity, List<Live>> live(List<DueJob> jobs) {
        return database
                .query(
                        LIVE,
                        statement -> FieldArrays.of(statement, 1, jobs)
                                .withTexts(LiveTasks::identity)
                                .withTexts(LiveTasks::queue),
                        row -> Map.entry(
                                new Identity(row.getString("queue"), row.getString("hash")),
                                new Live(Columns.uuid(row, "task_id"), row.getBoolean("held"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Index: task_job, an entry each; then the primary key of attempt. A task that lives has not ended. */
    private static final String ENDS = """
            SELECT asked.job_id, coalesce(newest.ended_at, tried.ended_at) AS ended_at
            FROM unnest(cast(? AS uuid[])) AS asked (job_id)
            JOIN LATERAL (
                SELECT id, ended_at
                FROM task
                WHERE task.job_id = asked.job_id
                ORDER BY id DESC
                LIMIT 1) AS newest ON true
            LEFT JOIN LATERAL (
                SELECT ended_at
                FROM attempt
                WHERE attempt.task_id = newest.id
                  AND moved_to IN ('completed', 'failed', 'cancelled')) AS tried ON true
            WHERE coalesce(newest.ended_at, tried.ended_at) IS NOT NULL
            """;

    private Map<UUID, Instant> ends(List<DueJob> jobs) {
        var asked = jobs.stream()
                .filter(due -> due.job().draft().schedule().isAfterEnd())
                .map(due -> due.job().id())
                .toList();
        var ends = new HashMap<UUID, Instant>();
        if (!asked.isEmpty()) {
            database.query(
                            ENDS,
                            statement -> FieldArrays.of(statement, 1, asked).withUuids(Function.identity()),
                            row -> Map.entry(Columns.uuid(row, "job_id"), Columns.instant(row, "ended_at")))
                    .forEach(end -> ends.put(end.getKey(), end.getValue()));
        }
        return ends;
    }

    private static @Nullable String identity(DueJob due) {
        return JobTasks.identity(due.job());
    }

    /** Where what has that identity is looked for: OpenKAT's in its queue; null for others, which are in any. */
    private static @Nullable String queue(DueJob due) {
        return due.job().isKat() ? due.job().draft().work().queue() : null;
    }

    private record Identity(@Nullable String queue, String hash) {
        static Identity of(DueJob due) {
            return new Identity(LiveTasks.queue(due), Objects.requireNonNullElse(LiveTasks.identity(due), ""));
        }
    }
}
