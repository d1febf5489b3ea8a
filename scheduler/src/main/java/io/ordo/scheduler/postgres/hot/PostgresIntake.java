package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.IntakeLock;
import io.ordo.scheduler.postgres.NewTasks;
import io.ordo.scheduler.postgres.TaskRows;
import io.ordo.scheduler.postgres.Ties;
import io.ordo.scheduler.pushing.Intake;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tasks that are pushed. */
public final class PostgresIntake implements Intake {
    private final Database database;
    private final NewTasks newTasks;
    private final IntakeLock intakeLock;
    private final Ties ties;

    public PostgresIntake(Database database) {
        this.database = database;
        this.newTasks = new NewTasks(database);
        this.intakeLock = new IntakeLock(database);
        this.ties = new Ties(database);
    }

    @Override
    public Map<UUID, Entered> enter(List<NewTask> tasks) {
        if (tasks.stream().allMatch(task -> task.isIdNew() && !task.isFollower())) {
            return newTasks.make(tasks);
        }
        return database.atomically(() -> {
            var entered = enterUnlessTaken(tasks);
            ties.add(tasks.stream()
                    .filter(task -> Objects.requireNonNull(
                                    entered.get(task.task().id()))
                            .isMade())
                    .toList());
            return entered;
        });
    }

    /** Those whose ids are taken, perhaps in this very moment, hinder nobody: the others are tried again. */
    private Map<UUID, Entered> enterUnlessTaken(List<NewTask> tasks) {
        var entered = new HashMap<UUID, Entered>();
        var free = tasks;
        var made = newTasks.makeUnlessTaken(free);
        while (made.isEmpty()) {
            var taken = taken(free.stream().map(task -> task.task().id()).toList());
            taken.forEach(id -> entered.put(id, new Entered.IdTaken()));
            free = free.stream()
                    .filter(task -> !taken.contains(task.task().id()))
                    .toList();
            made = taken.isEmpty() ? Optional.of(newTasks.make(free)) : newTasks.makeUnlessTaken(free);
        }
        entered.putAll(made.get());
        return entered;
    }

    /** Index: task's primary key. */
    private static final String TAKEN = """
            SELECT id
            FROM task
            WHERE id = ANY (cast(? AS uuid[]))
            """;

    @Override
    public Set<UUID> taken(Collection<UUID> ids) {
        var taken = database.query(
                TAKEN,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray())),
                row -> Columns.uuid(row, "id"));
        return Set.copyOf(taken);
    }

    @Override
    public void lock(String queue) {
        intakeLock.take(queue);
    }

    /** Index: ready_rank and ready_gate alone, as many entries as may be queued. */
    private static final String COUNT = """
            SELECT count(*) AS queued
            FROM (
                SELECT 1
                FROM ready
                WHERE queue = ?
                  AND gate IS NULL
                UNION ALL
                SELECT 1
                FROM ready
                WHERE queue = ?
                  AND gate IS NOT NULL
                LIMIT ?) AS counted
            """;

    /**
     * Index: intake's primary key, and ready_rank as {@link #COUNT} does, but only where the last count is old. A count
     * of a million entries takes a tenth of a second and is made while all others wait to push; kept for a second, it
     * costs them a tenth of their time however many they are. A number that every claim kept right would be exact, and
     * would put the claims of all queues, bounded or not, in line for a row. The clock is the transaction's: who has
     * waited for the lock takes the count of whoever held it. Locks the queue against its removal; one that is gone is
     * not counted, and empty.
     */
    private static final String COUNT_NOW_AND_THEN = """
            WITH asked AS (
                SELECT cast(? AS text) AS queue, cast(? AS integer) AS maxsize
            ), kept AS MATERIALIZED (
                SELECT intake.queued
                FROM intake
                JOIN asked ON asked.queue = intake.queue
                          AND asked.maxsize = intake.maxsize
                WHERE counted_at > app_now() - asked.maxsize * interval '1 microsecond'
            ), counting AS (
                SELECT queue.id AS queue, asked.maxsize
                FROM queue
                JOIN asked ON asked.queue = queue.id
                WHERE NOT EXISTS (SELECT 1 FROM kept)
                FOR KEY SHARE OF queue
            ), counted AS (
                INSERT INTO intake (queue, maxsize, queued, counted_at)
                SELECT queue, maxsize,
                       (SELECT count(*)
                        FROM (SELECT 1 FROM ready WHERE ready.queue = counting.queue AND gate IS NULL
                              UNION ALL
                              SELECT 1 FROM ready WHERE ready.queue = counting.queue AND gate IS NOT NULL
                              LIMIT counting.maxsize) AS entry),
                       app_now()
                FROM counting
                ON CONFLICT (queue) DO UPDATE
                SET maxsize = excluded.maxsize, queued = excluded.queued, counted_at = excluded.counted_at
                RETURNING queued
            )
            SELECT queued
            FROM kept
            UNION ALL
            SELECT queued
            FROM counted
            """;

    @Override
    public int room(String queue, int maxsize) {
        boolean isEachTime = maxsize <= COUNTED_EACH_TIME;
        var counted = database.queryOne(
                isEachTime ? COUNT : COUNT_NOW_AND_THEN,
                statement -> {
                    statement.setString(1, queue);
                    if (isEachTime) {
                        statement.setString(2, queue);
                    }
                    statement.setInt(isEachTime ? 3 : 2, maxsize);
                },
                row -> row.getInt("queued"));
        return maxsize - counted.orElse(0);
    }

    /** Index: intake's primary key; no index has what changes. */
    private static final String FILL = """
            UPDATE intake
            SET queued = queued + ?
            WHERE queue = ?
            """;

    @Override
    public void fill(String queue, int maxsize, int pushed) {
        if (maxsize > COUNTED_EACH_TIME && pushed > 0) {
            database.update(FILL, statement -> {
                statement.setInt(1, pushed);
                statement.setString(2, queue);
            });
        }
    }

    /** Index: ready_hash, then task's primary key. */
    private static final String TWINS = """
            SELECT id, job_id, planned_at, retry_of, data_at, task.queue, task.tenant, task.priority, payload,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, target, target_settings,
                   connection, concurrency_key, concurrency_max, task.hash,
                   created_at
            FROM ready
            JOIN task ON task.id = ready.task_id
            WHERE ready.queue = ?
              AND ready.hash = ANY (cast(? AS text[]))
            """;

    @Override
    public Map<String, Task> twins(String queue, Collection<String> hashes) {
        var twins = database.query(
                TWINS,
                statement -> {
                    statement.setString(1, queue);
                    statement.setArray(2, statement.getConnection().createArrayOf("text", hashes.toArray()));
                },
                TaskRows::task);
        return twins.stream()
                .collect(Collectors.toMap(twin -> Objects.requireNonNull(twin.hash()), Function.identity()));
    }

    /** Locks in the order of the tasks, as claims do. Index: ready_hash. */
    private static final String HOLD = """
            SELECT task_id
            FROM ready
            WHERE queue = ?
              AND hash = ANY (cast(? AS text[]))
            ORDER BY task_id
            FOR UPDATE
            """;

    @Override
    public void hold(String queue, Collection<String> hashes) {
        database.query(
                HOLD,
                statement -> {
                    statement.setString(1, queue);
                    statement.setArray(2, statement.getConnection().createArrayOf("text", hashes.toArray()));
                },
                _ -> queue);
    }

    /** No table: the database compares, because it knows which documents are one however they are written. */
    private static final String SAME = """
            SELECT cast(? AS jsonb) = cast(? AS jsonb) AS same
            """;

    @Override
    public boolean isSame(String payload, String other) {
        return database.queryOne(
                        SAME,
                        statement -> {
                            statement.setString(1, payload);
                            statement.setString(2, other);
                        },
                        row -> row.getBoolean("same"))
                .orElseThrow();
    }
}
