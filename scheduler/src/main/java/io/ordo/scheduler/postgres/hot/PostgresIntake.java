package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.IntakeLock;
import io.ordo.scheduler.postgres.NewTasks;
import io.ordo.scheduler.postgres.TaskRows;
import io.ordo.scheduler.pushing.Intake;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tasks that are pushed. */
public final class PostgresIntake implements Intake {
    private final Database database;
    private final NewTasks newTasks;
    private final IntakeLock intakeLock;
    private final PostgresPrerequisites prerequisites;

    public PostgresIntake(Database database) {
        this.database = database;
        this.newTasks = new NewTasks(database);
        this.intakeLock = new IntakeLock(database);
        this.prerequisites = new PostgresPrerequisites(database);
    }

    @Override
    public Map<UUID, Entered> enter(List<NewTask> tasks) {
        if (tasks.stream().allMatch(task -> task.after().isEmpty())) {
            return newTasks.make(tasks);
        }
        return database.atomically(() -> {
            var made = newTasks.make(tasks);
            prerequisites.add(tasks);
            return made;
        });
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

    /** Index: ready_rank, as many entries as may be queued. */
    private static final String QUEUED = """
            SELECT count(*) AS queued
            FROM (
                SELECT 1
                FROM ready
                WHERE queue = ?
                LIMIT ?) AS counted
            """;

    @Override
    public int queued(String queue, int most) {
        return database.queryOne(
                        QUEUED,
                        statement -> {
                            statement.setString(1, queue);
                            statement.setInt(2, most);
                        },
                        row -> row.getInt("queued"))
                .orElseThrow();
    }

    /** Index: ready_hash, then task's primary key. */
    private static final String TWINS = """
            SELECT id, job_id, planned_at, retry_of, task.queue, tenant, priority, payload, max_retries,
                   retry_delay_millis, backoff_factor, timeout_millis, task.hash, created_at
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

    /**
     * Locks the place; waits for who is popping or patching it, and finds it gone or not. Index: the primary keys of
     * ready and task.
     */
    private static final String CHANGE = """
            WITH asked AS (
                SELECT cast(? AS uuid) AS task_id, cast(? AS bigint) AS rank, cast(? AS integer) AS priority,
                       cast(? AS jsonb) AS payload
            ), standing AS (
                SELECT ready.task_id
                FROM ready
                JOIN asked ON asked.task_id = ready.task_id
                FOR UPDATE OF ready
            ), moved AS (
                UPDATE ready
                SET rank = asked.rank
                FROM standing
                JOIN asked ON asked.task_id = standing.task_id
                WHERE ready.task_id = standing.task_id
                RETURNING ready.task_id, ready.rank, seq
            ), changed AS (
                UPDATE task
                SET priority = asked.priority, payload = asked.payload
                FROM moved
                JOIN asked ON asked.task_id = moved.task_id
                WHERE task.id = moved.task_id
            )
            SELECT task_id, rank, seq
            FROM moved
            """;

    @Override
    public @Nullable Place change(Task task, long rank) {
        return database.queryOne(
                        CHANGE,
                        statement -> {
                            statement.setObject(1, task.id());
                            statement.setLong(2, rank);
                            statement.setInt(3, task.work().priority());
                            statement.setString(4, task.work().payload());
                        },
                        row -> new Place(row.getLong("rank"), row.getLong("seq"), Columns.uuid(row, "task_id")))
                .orElse(null);
    }
}
