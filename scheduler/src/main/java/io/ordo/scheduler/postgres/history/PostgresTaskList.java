package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Composed;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilterSql;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.FilteredRows;
import io.ordo.scheduler.postgres.StatusSql;
import io.ordo.scheduler.postgres.TaskRows;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskList;
import io.ordo.scheduler.task.TaskSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks as OpenKAT's lists show them. */
public final class PostgresTaskList implements TaskList {
    private final Database database;
    private final TasksPerHour hours;
    private final FilteredReads reads;

    public PostgresTaskList(Database database, FilteredReads reads) {
        this.database = database;
        this.hours = new TasksPerHour(database);
        this.reads = reads;
    }

    /** Index: the primary keys of task, queue and the places. */
    private static final String FIND = """
            SELECT task.id, job_id, planned_at, retry_of, data_at, task.hash, queue, tenant, task.priority, payload,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, target, target_settings,
                   connection, concurrency_key, concurrency_max,
                   task.created_at,
                   kat_task.status, kat_task.modified_at
            FROM task
            JOIN kat_task ON kat_task.id = task.id
            WHERE task.id = ?
            """;

    @Override
    public Optional<TaskSnapshot> find(UUID task) {
        return database.queryOne(FIND, statement -> statement.setObject(1, task), PostgresTaskList::snapshot);
    }

    @Override
    public Page page(Search search) {
        return reads.inTime(search.filter(), () -> {
            var tasks = search.limit() == 0 ? List.<TaskSnapshot>of() : newest(search);
            boolean isEnd = tasks.size() < search.limit() && (!tasks.isEmpty() || search.offset() == 0);
            return new Page(isEnd ? search.offset() + tasks.size() : count(search), tasks);
        });
    }

    /**
     * The begin of a page: the newest of each queue that pass, and of those the newest. Index: task_hashed backwards
     * from each queue's end, which holds queue, time, id and tenant; the row itself is read where a filter asks for it.
     * Statuses are looked up in the places, by key or as one hash of a small place, whichever costs less.
     */
    private static final String PAGE = """
            SELECT task.id, job_id, planned_at, retry_of, data_at, task.hash, queue, tenant, task.priority, payload,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, target, target_settings,
                   connection, concurrency_key, concurrency_max,
                   task.created_at,
                   kat_task.status, kat_task.modified_at
            FROM (
                SELECT newest.id, newest.created_at
                FROM queue
                CROSS JOIN LATERAL (
                    SELECT task.id, task.created_at
                    FROM task
                    WHERE task.queue = queue.id
                      AND task.hash IS NOT NULL""";

    private static final String PAGE_OF_A_QUEUE = """

                    ORDER BY task.created_at DESC, task.id DESC
                    LIMIT""";

    private static final String PAGE_OF_ALL = """

                ) AS newest
                WHERE queue.kat_item IS NOT NULL
            """;

    private static final String PAGE_ENDS = """

                ORDER BY newest.created_at DESC, newest.id DESC
                LIMIT""";

    /** The page's tasks whole: by the primary keys of task and of the places, once each. */
    private static final String PAGE_WHOLE = """
            ) AS page
            JOIN task ON task.id = page.id
            JOIN kat_task ON kat_task.id = page.id
            ORDER BY page.created_at DESC, page.id DESC
            """;

    private List<TaskSnapshot> newest(Search search) {
        var sql = new Composed().add(PAGE);
        rows(sql, search);
        sql.add(PAGE_OF_A_QUEUE).add(" ").whole(search.offset() + search.limit());
        sql.add(PAGE_OF_ALL);
        queues(sql, search.scope());
        sql.add(PAGE_ENDS).add(" ").whole(search.limit()).add(" OFFSET ").whole(search.offset());
        sql.add(PAGE_WHOLE);
        return database.query(sql.sql(), sql, PostgresTaskList::snapshot);
    }

    /** Index: task_hashed alone where no filter asks for more, in parallel. */
    private static final String COUNT = """
            SELECT count(*) AS total
            FROM queue
            JOIN task ON task.queue = queue.id
            WHERE queue.kat_item IS NOT NULL
              AND task.hash IS NOT NULL""";

    private long count(Search search) {
        var sql = new Composed().add(COUNT);
        queues(sql, search.scope());
        rows(sql, search);
        return database.queryOne(sql.sql(), sql, row -> row.getLong("total")).orElseThrow();
    }

    private static void queues(Composed sql, Scope scope) {
        if (scope.queue() != null) {
            sql.add(" AND queue.id = ").text(scope.queue());
        }
        if (scope.item() != null) {
            sql.add(" AND queue.kat_item = ").text(scope.item());
        }
    }

    private static void rows(Composed sql, Search search) {
        var scope = search.scope();
        if (scope.tenant() != null) {
            sql.add(" AND task.tenant = ").text(scope.tenant());
        }
        if (scope.from() != null) {
            sql.add(" AND task.created_at >= ").moment(scope.from());
        }
        if (scope.to() != null) {
            sql.add(" AND task.created_at <= ").moment(scope.to());
        }
        if (scope.status() != null) {
            sql.add(" AND ");
            StatusSql.add(sql, scope.status());
        }
        sql.add(" AND ");
        FilterSql.add(sql, FilteredRows.TASKS, search.filter());
    }

    @Override
    public List<Hour> hours(@Nullable String queue, @Nullable String tenant) {
        return reads.inTime(Filter.NONE, () -> hours.of(queue, tenant));
    }

    private static TaskSnapshot snapshot(ResultSet row) throws SQLException {
        return new TaskSnapshot(
                TaskRows.task(row), Status.ofWord(row.getString("status")), Columns.instant(row, "modified_at"));
    }
}
