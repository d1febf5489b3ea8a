package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The queues, in their table. */
public final class PostgresQueues implements Queues {
    private final Database database;

    public PostgresQueues(Database database) {
        this.database = database;
    }

    /** Index: queue's primary key. */
    private static final String FIND = """
            SELECT id, ranker, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds, max_deaths,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, concurrency, rate_per_second,
                   rate_burst, item_schema, kat_item, makes_schedules, reschedule_after_millis, paused_at, pause_note,
                   created_at, updated_at
            FROM queue
            WHERE id = ?
            """;

    @Override
    public Optional<Queue> find(String id) {
        return database.queryOne(FIND, statement -> statement.setString(1, id), QueueRows::queue);
    }

    /** Index: queue's primary key gives the order. */
    private static final String ALL = """
            SELECT id, ranker, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds, max_deaths,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, concurrency, rate_per_second,
                   rate_burst, item_schema, kat_item, makes_schedules, reschedule_after_millis, paused_at, pause_note,
                   created_at, updated_at
            FROM queue
            ORDER BY id
            """;

    @Override
    public List<Queue> all() {
        return database.query(ALL, Parameters.NONE, QueueRows::queue);
    }

    /** Index: queue's primary key; waits for whoever is adding a queue of the same id. */
    private static final String ADD = """
            INSERT INTO queue (
                ranker, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds, max_deaths,
                max_retries, retry_delay_millis, backoff_factor, timeout_millis, concurrency, rate_per_second,
                rate_burst, item_schema, kat_item, makes_schedules, reschedule_after_millis, paused_at, pause_note,
                updated_at, id, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    @Override
    public boolean add(Queue queue) {
        return database.update(ADD, statement -> {
                    int next = QueueRows.set(statement, queue);
                    statement.setString(next, queue.id());
                    Columns.setInstant(statement, next + 1, queue.createdAt());
                })
                == 1;
    }

    /** Locks the queue against another change, not against pops and pushes. Index: queue's primary key. */
    private static final String TAKE = """
            SELECT id, ranker, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds, max_deaths,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, concurrency, rate_per_second,
                   rate_burst, item_schema, kat_item, makes_schedules, reschedule_after_millis, paused_at, pause_note,
                   created_at, updated_at
            FROM queue
            WHERE id = ?
            FOR NO KEY UPDATE
            """;

    /** The row is locked by {@link #TAKE}. Index: queue's primary key. */
    private static final String CHANGE = """
            UPDATE queue
            SET ranker = ?, maxsize = ?, allow_replace = ?, allow_updates = ?, allow_priority_updates = ?,
                lease_seconds = ?, max_deaths = ?, max_retries = ?, retry_delay_millis = ?, backoff_factor = ?,
                timeout_millis = ?, concurrency = ?, rate_per_second = ?, rate_burst = ?,
                item_schema = cast(? AS jsonb), kat_item = ?, makes_schedules = ?, reschedule_after_millis = ?,
                paused_at = ?, pause_note = ?, updated_at = ?
            WHERE id = ?
            """;

    @Override
    public Optional<Queue> change(String id, UnaryOperator<Queue> change) {
        return database.atomically(() -> {
            var before = database.queryOne(TAKE, statement -> statement.setString(1, id), QueueRows::queue);
            var after = before.map(change);
            after.ifPresent(queue -> database.update(CHANGE, statement -> {
                int next = QueueRows.set(statement, queue);
                statement.setString(next, id);
            }));
            return after;
        });
    }

    /**
     * Keeps jobs and tasks of the queue from being made until the transaction ends: whoever makes one locks the queue's
     * row as well. Passes over a queue for which somebody does so in this very moment. Index: queue's primary key.
     */
    private static final String CLOSE = """
            SELECT id
            FROM queue
            WHERE id = ?
            FOR UPDATE SKIP LOCKED
            """;

    /**
     * The queue is locked already, by a statement of its own: so this one sees everything that was made for it. Index:
     * the primary key, ready_rank, waiting_queue, and scans of job and lease, which a removal may cost.
     */
    private static final String REMOVE = """
            DELETE FROM queue
            WHERE id = ?
              AND NOT EXISTS (SELECT 1 FROM job WHERE job.queue = queue.id AND deleted_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM ready WHERE ready.queue = queue.id)
              AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.queue = queue.id)
              AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.queue = queue.id)
            """;

    @Override
    public Removal remove(String id) {
        boolean isRemoved = database.atomically(() -> isClosed(id) && isRemoved(id));
        if (isRemoved) {
            return Removal.REMOVED;
        }
        return find(id).isPresent() ? Removal.IN_USE : Removal.UNKNOWN;
    }

    private boolean isClosed(String id) {
        return database.queryOne(CLOSE, statement -> statement.setString(1, id), _ -> true)
                .isPresent();
    }

    private boolean isRemoved(String id) {
        return database.update(REMOVE, statement -> statement.setString(1, id)) == 1;
    }
}
