package io.ordo.scheduler.postgres;

import io.ordo.scheduler.pushing.Intake.Entered;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.work.Concurrency;
import io.ordo.scheduler.work.Words;
import io.ordo.scheduler.work.Work;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes tasks, each in the place its due time says. */
public final class NewTasks {
    private final Database database;

    public NewTasks(Database database) {
        this.database = database;
    }

    /**
     * One statement however many tasks: they are written in their order. A task without `due_at` is due now. An id
     * that is taken fails all of them, by task's primary key: to look for it would cost each of them. Locks the rows of
     * the queues, once and in their order, against their removal; tasks of queues that are gone are left out. Index:
     * queue's primary key.
     */
    private static final String MAKE = """
            WITH given AS MATERIALIZED (
                SELECT id, job_id, planned_at, retry_of, queue, tenant, priority, payload, max_retries,
                       retry_delay_millis, backoff_factor, timeout_millis, target, target_settings, connection,
                       concurrency_key, concurrency_max, hash, created_at, data_at, due_at, deadline_at, rank,
                       arrived_at, ranker, expected_millis, level, offsets,
                       nextval('task_seq') AS seq
                FROM unnest(
                    (SELECT cast(? AS uuid[])), cast(? AS uuid[]), cast(? AS timestamptz[]), cast(? AS uuid[]),
                    cast(? AS text[]), cast(? AS text[]), cast(? AS integer[]), cast(? AS text[]),
                    cast(? AS integer[]), cast(? AS bigint[]), cast(? AS double precision[]), cast(? AS bigint[]),
                    cast(? AS text[]), cast(? AS text[]), cast(? AS text[]), cast(? AS text[]), cast(? AS integer[]),
                    cast(? AS text[]), cast(? AS timestamptz[]),
                    cast(? AS timestamptz[]), cast(? AS timestamptz[]), cast(? AS timestamptz[]), cast(? AS bigint[]),
                    cast(? AS timestamptz[]), cast(? AS bigint[]), cast(? AS bigint[]), cast(? AS integer[]),
                    cast(? AS text[]))
                    AS given (
                        id, job_id, planned_at, retry_of, queue, tenant, priority, payload, max_retries,
                        retry_delay_millis, backoff_factor, timeout_millis, target, target_settings, connection,
                        concurrency_key, concurrency_max, hash, created_at, data_at, due_at, deadline_at, rank,
                        arrived_at, ranker, expected_millis, level, offsets)
                WHERE given.queue = ANY (ARRAY (
                    SELECT standing.id
                    FROM queue AS standing
                    WHERE standing.id = ANY (cast(? AS text[]))
                    ORDER BY standing.id
                    FOR KEY SHARE))
            ), made AS (
                INSERT INTO task (
                    id, job_id, planned_at, retry_of, queue, tenant, priority, payload, max_retries,
                    retry_delay_millis, backoff_factor, timeout_millis, target, target_settings, connection,
                    concurrency_key, concurrency_max, hash, created_at, data_at)
                SELECT id, job_id, planned_at, retry_of, queue, tenant, priority, cast(payload AS jsonb), max_retries,
                       retry_delay_millis, backoff_factor, timeout_millis, target, cast(target_settings AS jsonb),
                       connection, concurrency_key, concurrency_max, hash, created_at, data_at
                FROM given
            ), queued AS (
                INSERT INTO ready (
                    task_id, queue, rank, seq, deadline_at, hash, tenant, priority, arrived_at, ranker,
                    expected_millis, level, offsets, limits, gate)
                SELECT id, queue, rank, seq, deadline_at, hash, tenant, priority, arrived_at, ranker, expected_millis,
                       level, cast(offsets AS integer[]), limits, coalesce(limits[1], limits[2])
                FROM given
                CROSS JOIN LATERAL limits_of(concurrency_key, connection) AS limited (limits)
                WHERE due_at IS NULL
            ), pending AS (
                INSERT INTO waiting (task_id, queue, due_at, seq, deadline_at, hash)
                SELECT id, queue, due_at, seq, deadline_at, hash
                FROM given
                WHERE due_at IS NOT NULL
            )
            SELECT id, rank, seq, due_at IS NULL AS queued
            FROM given
            """;

    /**
     * Makes each task: queued when it is due, otherwise pending.
     *
     * @param tasks whose ids nobody else can have
     * @return what came of each, by id
     */
    public Map<UUID, Entered> make(List<NewTask> tasks) {
        return tasks.isEmpty()
                ? Map.of()
                : entered(tasks, database.query(MAKE, statement -> set(statement, tasks), NewTasks::made));
    }

    /**
     * As {@link #make}, as a part of a transaction.
     *
     * @return empty when somebody has an id; then none was made
     */
    public Optional<Map<UUID, Entered>> makeUnlessTaken(List<NewTask> tasks) {
        return database.queryUnlessTaken(MAKE, statement -> set(statement, tasks), NewTasks::made)
                .map(made -> entered(tasks, made));
    }

    private static Map<UUID, Entered> entered(List<NewTask> tasks, List<Map.Entry<UUID, Entered>> made) {
        var entered = new HashMap<UUID, Entered>();
        made.forEach(one -> entered.put(one.getKey(), one.getValue()));
        tasks.forEach(one -> entered.putIfAbsent(one.task().id(), new Entered.QueueGone()));
        return entered;
    }

    private static Map.Entry<UUID, Entered> made(ResultSet row) throws SQLException {
        var id = Columns.uuid(row, "id");
        var place = new Place(row.getLong("rank"), row.getLong("seq"), id);
        return Map.entry(id, row.getBoolean("queued") ? new Entered.Queued(place) : new Entered.Pending());
    }

    private static void set(PreparedStatement statement, List<NewTask> tasks) throws SQLException {
        var arrays = FieldArrays.of(statement, 1, tasks)
                .withUuids(made -> made.task().id())
                .withUuids(made -> made.task().job())
                .withInstants(made -> made.task().plannedAt())
                .withUuids(made -> made.task().source().retryOf())
                .withTexts(made -> work(made).queue())
                .withTexts(made -> work(made).tenant())
                .withIntegers(made -> work(made).priority())
                .withTexts(made -> work(made).payload())
                .withIntegers(made -> work(made).retry().maxRetries())
                .withMillis(made -> work(made).retry().delay())
                .withDoubles(made -> work(made).retry().backoffFactor())
                .withMillis(made -> work(made).timeout())
                .withTexts(NewTasks::kind)
                .withTexts(NewTasks::settings)
                .withTexts(NewTasks::connection)
                .withTexts(made -> key(work(made).concurrency()))
                .withIntegers(made -> most(work(made).concurrency()))
                .withTexts(made -> made.task().hash())
                .withInstants(made -> made.task().createdAt())
                .withInstants(made -> made.task().source().dataAt())
                .withInstants(made -> made.isDue() ? null : made.due())
                .withInstants(NewTask::deadline);
        int next = RankedRows.with(arrays, NewTask::ranked).next();
        var queues = tasks.stream().map(made -> work(made).queue()).distinct().toList();
        FieldArrays.of(statement, next, queues).withTexts(Function.identity());
    }

    private static @Nullable String kind(NewTask made) {
        var target = work(made).target();
        return target == null ? null : Words.of(target.kind());
    }

    private static @Nullable String settings(NewTask made) {
        var target = work(made).target();
        return target == null ? null : target.settings();
    }

    private static @Nullable String connection(NewTask made) {
        var target = work(made).target();
        return target == null ? null : target.connection();
    }

    private static @Nullable String key(@Nullable Concurrency concurrency) {
        return concurrency == null ? null : concurrency.key();
    }

    private static @Nullable Integer most(@Nullable Concurrency concurrency) {
        return concurrency == null ? null : concurrency.most();
    }

    private static Work work(NewTask made) {
        Task task = made.task();
        return task.work();
    }
}
