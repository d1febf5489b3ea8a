package io.ordo.scheduler.postgres.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The few jobs of one dialect among the many of others: nobody reads past those. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobPlansIT {
    private final Store store = Store.create();
    private final Database database = store.database();

    @BeforeAll
    void manyJobs() {
        var one = store.aJob("1d");
        assertThat(store.roster().enter(Store.draft("1d"), Origin.of(Origin.CLIENT)))
                .isPresent();
        repeat(one);
        database.update("ANALYZE job, timing", Parameters.NONE);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void theJobsOfADialectAreListedByItsIndex() {
        assertThat(plan(PostgresJobs.LIST_OF_ORIGIN, null, null, null, null, Origin.CRON_LOG, 10, 0))
                .anyMatch(line -> line.contains("job_origin"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void clientSchedulesAreListedByTheirIndex() {
        assertThat(plan(PostgresKeyedJobs.LIST, "{}", 1_000))
                .anyMatch(line -> line.contains("job_origin"))
                .noneMatch(line -> line.contains("Seq Scan on job"));
    }

    private List<String> plan(String statement, @Nullable Object... parameters) {
        return database.query(
                "EXPLAIN " + statement,
                prepared -> {
                    for (int i = 0; i < parameters.length; i++) {
                        prepared.setObject(i + 1, parameters[i]);
                    }
                },
                row -> row.getString(1));
    }

    private void repeat(Job job) {
        database.update("""
                WITH repeated AS (
                    INSERT INTO job (
                        id, name, schedule_expression, zone, payload, queue, priority, max_retries,
                        retry_delay_millis, backoff_factor, timeout_millis, status, origin, anchor_at, created_at,
                        updated_at)
                    SELECT gen_random_uuid(), name, schedule_expression, zone, payload, queue, priority, max_retries,
                           retry_delay_millis, backoff_factor, timeout_millis, status, origin, anchor_at, created_at,
                           updated_at
                    FROM job, generate_series(1, 5000)
                    WHERE id = ?
                    RETURNING id
                )
                INSERT INTO timing (job_id, active, next_due_at)
                SELECT id, true, app_now() + interval '1 day'
                FROM repeated
                """, statement -> statement.setObject(1, job.id()));
    }
}
