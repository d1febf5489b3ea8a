package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.task.Move;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.work.RetryPolicy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Ends attempts: the lease is locked, the outcome decides, one statement makes the move. */
final class Settlement {
    private final Database database;

    Settlement(Database database) {
        this.database = database;
    }

    Settled settle(LeaseKey key, Report report) {
        return database.atomically(() -> hold(key)
                .<Settled>map(held -> settle(key, report, held))
                .or(() -> settledBefore(key, report))
                .orElseGet(Settled.Stale::new));
    }

    /** Locks the lease against the reaper, a cancel and a second settlement. Index: lease's primary key. */
    private static final String HOLD = """
            SELECT lease.queue, lease.counted, max_retries, retry_delay_millis, backoff_factor
            FROM lease
            JOIN task ON task.id = lease.task_id
            WHERE lease.task_id = ?
              AND lease.fence = ?
            FOR UPDATE OF lease
            """;

    private Optional<Held> hold(LeaseKey key) {
        return database.queryOne(
                HOLD,
                statement -> {
                    statement.setObject(1, key.task());
                    statement.setLong(2, key.fence());
                },
                Held::read);
    }

    /** Index: attempt's primary key. */
    private static final String SETTLED_BEFORE = """
            SELECT attempt.moved_to, task.queue
            FROM attempt
            JOIN task ON task.id = attempt.task_id
            WHERE attempt.task_id = ?
              AND attempt.fence = ?
              AND attempt.ending = ?
            """;

    /** A holder that never saw its answer says the same again: then it is told the same again. */
    private Optional<Settled> settledBefore(LeaseKey key, Report report) {
        return database.queryOne(
                SETTLED_BEFORE,
                statement -> {
                    statement.setObject(1, key.task());
                    statement.setLong(2, key.fence());
                    statement.setString(3, report.outcome().ending().word());
                },
                row -> new Settled.Moved(Status.ofWord(row.getString("moved_to")), row.getString("queue")));
    }

    private Settled settle(LeaseKey key, Report report, Held held) {
        var move = report.outcome().move(held.counted(), held.retry());
        int moved = database.update(SETTLE, statement -> {
            statement.setObject(1, key.task());
            statement.setLong(2, key.fence());
            set(statement, report, move);
            statement.setDouble(10, held.retry().delayBefore(held.counted() + 1).toMillis() / 1000.0);
        });
        return moved == 1 ? new Settled.Moved(move.to(), held.queue()) : new Settled.Stale();
    }

    /**
     * The lease goes, the attempt stays, and the task stands where the move leads: one of three inserts or updates
     * finds the row it asks for. Index: the primary keys of lease and task.
     */
    private static final String SETTLE = """
            WITH said AS (
                SELECT cast(? AS uuid) AS task_id, cast(? AS bigint) AS fence, cast(? AS text) AS ending,
                       cast(? AS text) AS reason, cast(? AS text) AS error, cast(? AS integer) AS exit_code,
                       cast(? AS jsonb) AS result, cast(? AS text) AS log, cast(? AS text) AS moved_to,
                       cast(? AS double precision) * interval '1 second' AS backoff
            ), settled AS (
                DELETE FROM lease
                USING said
                WHERE lease.task_id = said.task_id
                  AND lease.fence = said.fence
                RETURNING lease.task_id, lease.fence, holder, queue, rank, seq, counted, deaths, deadline_at,
                          popped_at, started_at, said.moved_to, said.backoff
            ), retried AS (
                INSERT INTO waiting (task_id, queue, due_at, seq, counted, deaths)
                SELECT task_id, queue, app_now() + backoff, seq, counted + 1, deaths
                FROM settled
                WHERE moved_to = 'pending'
            ), released AS (
                INSERT INTO ready (task_id, queue, rank, seq, counted, deaths, deadline_at)
                SELECT task_id, queue, rank, seq, counted, deaths, CASE WHEN started_at IS NULL THEN deadline_at END
                FROM settled
                WHERE moved_to = 'queued'
            ), finished AS (
                UPDATE task
                SET end_status = settled.moved_to, ended_at = app_now(), counted = settled.counted + 1,
                    end_reason = CASE WHEN settled.moved_to = 'failed' THEN coalesce(said.reason, 'failed') END
                FROM settled
                CROSS JOIN said
                WHERE task.id = settled.task_id
                  AND settled.moved_to IN ('completed', 'failed')
            )
            INSERT INTO attempt (
                task_id, fence, holder, ending, reason, error, exit_code, result, log, moved_to,
                popped_at, started_at, ended_at)
            SELECT settled.task_id, settled.fence, holder, ending, reason, error, exit_code, result, log,
                   settled.moved_to, popped_at, started_at, app_now()
            FROM settled
            CROSS JOIN said
            """;

    private static void set(PreparedStatement statement, Report report, Move move) throws SQLException {
        statement.setString(3, report.outcome().ending().word());
        statement.setString(4, report.reason());
        statement.setString(5, report.error());
        Columns.setInteger(statement, 6, report.exitCode());
        statement.setString(7, report.result());
        statement.setString(8, report.log());
        statement.setString(9, move.to().word());
    }

    /** What the decision needs to know of a held lease. */
    private record Held(String queue, int counted, RetryPolicy retry) {
        static Held read(ResultSet row) throws SQLException {
            var retry = new RetryPolicy(
                    row.getInt("max_retries"),
                    Duration.ofMillis(row.getLong("retry_delay_millis")),
                    row.getDouble("backoff_factor"));
            return new Held(row.getString("queue"), row.getInt("counted"), retry);
        }
    }
}
