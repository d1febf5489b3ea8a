package io.ordo.scheduler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.util.List;

/** What must always be true of tasks, looked for in the tables themselves. */
public final class Invariants {
    /** Every task stands in exactly one place: its end, which is one, or waiting, ready or lease. */
    private static final String NOT_IN_ONE_PLACE = """
            SELECT task.id
            FROM task
            LEFT JOIN waiting ON waiting.task_id = task.id
            LEFT JOIN ready ON ready.task_id = task.id
            LEFT JOIN lease ON lease.task_id = task.id
            LEFT JOIN attempt ON attempt.task_id = task.id
                             AND attempt.moved_to IN ('completed', 'failed', 'cancelled')
            WHERE num_nonnulls(task.end_status, attempt.task_id, waiting.task_id, ready.task_id, lease.task_id) <> 1
            """;

    /** No place holds a task that does not exist. */
    private static final String HOMELESS = """
            SELECT task_id AS id FROM waiting WHERE task_id NOT IN (SELECT id FROM task)
            UNION ALL
            SELECT task_id FROM ready WHERE task_id NOT IN (SELECT id FROM task)
            UNION ALL
            SELECT task_id FROM lease WHERE task_id NOT IN (SELECT id FROM task)
            """;

    /** Nothing that waits for another can be popped, and nothing waits for nobody. */
    private static final String NOT_FOLLOWING = """
            SELECT task_id AS id
            FROM prerequisite
            JOIN task_status ON task_status.id = task_id
            WHERE open
              AND status IN ('queued', 'dispatched', 'running')
            UNION ALL
            SELECT task_id
            FROM waiting
            WHERE after_due_at IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM prerequisite WHERE prerequisite.task_id = waiting.task_id AND open)
            """;

    /** Counted attempts are the ones that succeeded or failed; they and the lost ones are never more than may be. */
    private static final String MISCOUNTED = """
            SELECT task.id
            FROM task
            JOIN queue ON queue.id = task.queue
            JOIN task_status ON task_status.id = task.id
            LEFT JOIN attempt ON attempt.task_id = task.id
            GROUP BY task.id, queue.id, task_status.counted
            HAVING task_status.counted <> count(*) FILTER (WHERE attempt.ending IN ('succeeded', 'failed'))
                OR task_status.counted > task.max_retries + 1
                OR count(*) FILTER (WHERE attempt.ending = 'lost') > queue.max_deaths
            """;

    private Invariants() {}

    /**
     * Fails when one of them is violated.
     *
     * @param where the test is
     */
    public static void assertHold(Database database, String where) {
        for (var violations : List.of(NOT_IN_ONE_PLACE, HOMELESS, NOT_FOLLOWING, MISCOUNTED)) {
            assertThat(database.query(violations, Parameters.NONE, row -> Columns.uuid(row, "id")))
                    .as("%s%n%s", where, violations)
                    .isEmpty();
        }
    }
}
