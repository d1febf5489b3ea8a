package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.KeyedJobs;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import java.util.List;
import java.util.Optional;

/** The jobs of client schedules, by their keys. */
public final class PostgresKeyedJobs implements KeyedJobs {
    private final Database database;

    public PostgresKeyedJobs(Database database) {
        this.database = database;
    }

    /**
     * Locks nothing. Index: job_origin gives the order; the jobs of all clients are read on the way. The keys of other
     * origins are no JSON: hence the CASE.
     */
    static final String LIST = """
            SELECT id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at, end_at,
                   spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis, overlap,
                   target, target_settings, connection, concurrency_key, concurrency_max, queue, tenant, priority,
                   payload, max_retries, retry_delay_millis,
                   backoff_factor, timeout_millis, deadline_millis, status, paused_at, paused_by, pause_note,
                   anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            JOIN timing ON timing.job_id = job.id
            WHERE origin = 'client'
              AND deleted_at IS NULL
              AND NOT EXISTS (
                  SELECT 1
                  FROM unnest(cast(? AS text[])) WITH ORDINALITY AS wanted (part, place)
                  WHERE part IS NOT NULL
                    AND part IS DISTINCT FROM
                        CASE WHEN origin = 'client'
                            THEN cast(external_key AS jsonb) ->> (cast(place AS integer) - 1) END)
            ORDER BY id
            LIMIT ?
            """;

    @Override
    public List<Job> list(List<Optional<String>> wanted, int limit) {
        return database.query(
                LIST,
                statement -> {
                    FieldArrays.of(statement, 1, wanted).withTexts(part -> part.orElse(null));
                    statement.setInt(2, limit);
                },
                JobRows::job);
    }
}
