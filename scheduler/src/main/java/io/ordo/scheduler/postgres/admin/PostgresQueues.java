package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerTexts;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The queues, in their table. */
public final class PostgresQueues implements Queues {
    private final Database database;
    private final RankerTexts texts;
    private final QueueRows rows;

    public PostgresQueues(Database database, RankerTexts texts) {
        this.database = database;
        this.texts = texts;
        this.rows = new QueueRows(texts);
    }

    /** Index: queue's primary key. */
    private static final String FIND = """
            SELECT id, ranker, composition, maxsize, allow_replace, allow_updates, allow_priority_updates,
                   lease_seconds, max_deaths, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   concurrency, rate_per_second, rate_burst, item_schema, kat_item, makes_schedules,
                   reschedule_after_millis, events, dispatched, paused_at, pause_note, created_at, updated_at,
                   updated_by
            FROM queue
            WHERE id = ?
            """;

    @Override
    public Optional<Queue> find(String id) {
        return database.queryOne(FIND, statement -> statement.setString(1, id), rows::queue);
    }

    /** Index: queue's primary key gives the order. */
    private static final String ALL = """
            SELECT id, ranker, composition, maxsize, allow_replace, allow_updates, allow_priority_updates,
                   lease_seconds, max_deaths, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   concurrency, rate_per_second, rate_burst, item_schema, kat_item, makes_schedules,
                   reschedule_after_millis, events, dispatched, paused_at, pause_note, created_at, updated_at,
                   updated_by
            FROM queue
            ORDER BY id
            """;

    @Override
    public List<Queue> all() {
        return database.query(ALL, Parameters.NONE, rows::queue);
    }

    /** Index: queue's primary key; waits for whoever is adding a queue of the same id. */
    private static final String ADD = """
            INSERT INTO queue (
                ranker, composition, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds,
                max_deaths, max_retries, retry_delay_millis, backoff_factor, timeout_millis, concurrency,
                rate_per_second, rate_burst, item_schema, kat_item, makes_schedules, reschedule_after_millis,
                events, dispatched, paused_at, pause_note, updated_at, updated_by, id, created_at)
            VALUES (?, cast(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? AS jsonb),
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    @Override
    public boolean add(Queue queue) {
        return database.atomically(() -> {
            int added = database.update(ADD, statement -> {
                int next = rows.set(statement, queue);
                statement.setString(next, queue.id());
                Columns.setInstant(statement, next + 1, queue.createdAt());
            });
            if (added == 1) {
                choose(queue, false);
            }
            return added == 1;
        });
    }

    /** Locks the queue against another change, not against pops and pushes. Index: queue's primary key. */
    private static final String TAKE = """
            SELECT id, ranker, composition, maxsize, allow_replace, allow_updates, allow_priority_updates,
                   lease_seconds, max_deaths, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   concurrency, rate_per_second, rate_burst, item_schema, kat_item, makes_schedules,
                   reschedule_after_millis, events, dispatched, paused_at, pause_note, created_at, updated_at,
                   updated_by
            FROM queue
            WHERE id = ?
            FOR NO KEY UPDATE
            """;

    /** The row is locked by {@link #TAKE}. Index: queue's primary key. */
    private static final String CHANGE = """
            UPDATE queue
            SET ranker = ?, composition = cast(? AS jsonb), maxsize = ?, allow_replace = ?, allow_updates = ?,
                allow_priority_updates = ?,
                lease_seconds = ?, max_deaths = ?, max_retries = ?, retry_delay_millis = ?, backoff_factor = ?,
                timeout_millis = ?, concurrency = ?, rate_per_second = ?, rate_burst = ?,
                item_schema = cast(? AS jsonb), kat_item = ?, makes_schedules = ?, reschedule_after_millis = ?,
                events = ?, dispatched = ?, paused_at = ?, pause_note = ?, updated_at = ?, updated_by = ?
            WHERE id = ?
            """;

    @Override
    public Optional<Queue> change(String id, UnaryOperator<Queue> change) {
        return database.atomically(() -> {
            var before = database.queryOne(TAKE, statement -> statement.setString(1, id), rows::queue);
            before.ifPresent(this::begin);
            var after = before.map(change);
            after.ifPresent(queue -> database.update(CHANGE, statement -> {
                int next = rows.set(statement, queue);
                statement.setString(next, id);
            }));
            after.filter(queue -> !queue.settings()
                            .ranker()
                            .equals(before.get().settings().ranker()))
                    .ifPresent(queue -> choose(queue, true));
            return after;
        });
    }

    /**
     * A queue that was not made by anybody here has chosen what it has. Whoever changes it holds its row. Index: the
     * primary keys of ranker and ranker_choice.
     */
    private static final String BEGIN = """
            WITH known AS (
                INSERT INTO ranker (id, version, spec)
                VALUES (?, ?, cast(? AS jsonb))
                ON CONFLICT DO NOTHING
            )
            INSERT INTO ranker_choice (queue, number, ranker, chosen_at, chosen_by)
            SELECT ?, 1, ?, cast(? AS timestamptz), ?
            WHERE NOT EXISTS (SELECT 1 FROM ranker_choice WHERE queue = ?)
            """;

    private void begin(Queue queue) {
        var ranker = queue.settings().ranker();
        database.update(BEGIN, statement -> {
            statement.setLong(1, ranker.id());
            statement.setString(2, ranker.version());
            statement.setString(3, texts.write(ranker.spec()));
            statement.setString(4, queue.id());
            statement.setLong(5, ranker.id());
            Columns.setInstant(statement, 6, queue.createdAt());
            statement.setString(7, queue.updatedBy());
            statement.setString(8, queue.id());
        });
    }

    /**
     * Whoever chooses holds the queue's row. What is queued is to be ranked again, also what is on its way there from
     * a scheduler that does not know of the choice yet. Index: the primary keys of ranker,
     * reranking and ranker_choice, and ready_rank and ready_gate alone to count what is queued.
     */
    private static final String CHOOSE = """
            WITH known AS (
                INSERT INTO ranker (id, version, spec)
                VALUES (?, ?, cast(? AS jsonb))
                ON CONFLICT DO NOTHING
            ), asked AS (
                INSERT INTO reranking (queue, total)
                SELECT ?,
                       (SELECT count(*) FROM ready WHERE ready.queue = ? AND gate IS NULL)
                       + (SELECT count(*) FROM ready WHERE ready.queue = ? AND gate IS NOT NULL)
                WHERE ?
                ON CONFLICT (queue) DO UPDATE
                SET total = excluded.total, done = 0, after_gate = NULL, after_rank = excluded.after_rank,
                    after_seq = excluded.after_seq, asked_at = excluded.asked_at
            )
            INSERT INTO ranker_choice (queue, number, ranker, chosen_by)
            SELECT ?, coalesce(max(number), 0) + 1, ?, ?
            FROM ranker_choice
            WHERE queue = ?
            """;

    private void choose(Queue queue, boolean hadAnother) {
        var ranker = queue.settings().ranker();
        database.update(CHOOSE, statement -> {
            statement.setLong(1, ranker.id());
            statement.setString(2, ranker.version());
            statement.setString(3, texts.write(ranker.spec()));
            statement.setString(4, queue.id());
            statement.setString(5, queue.id());
            statement.setString(6, queue.id());
            statement.setBoolean(7, hadAnother);
            statement.setString(8, queue.id());
            statement.setLong(9, ranker.id());
            statement.setString(10, queue.updatedBy());
            statement.setString(11, queue.id());
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
     * the primary key, ready_rank, ready_gate, waiting_queue, and scans of job, template and lease, which a removal may
     * cost.
     */
    private static final String REMOVE = """
            DELETE FROM queue
            WHERE id = ?
              AND NOT EXISTS (SELECT 1 FROM job WHERE job.queue = queue.id AND deleted_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM template WHERE template.queue = queue.id)
              AND NOT EXISTS (SELECT 1 FROM ready WHERE ready.queue = queue.id AND gate IS NULL)
              AND NOT EXISTS (SELECT 1 FROM ready WHERE ready.queue = queue.id AND gate IS NOT NULL)
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
