package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Arrays;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.RankedTasks;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Live tasks, changed where they stand. */
public final class PostgresRankedTasks implements RankedTasks {
    private final Database database;

    public PostgresRankedTasks(Database database) {
        this.database = database;
    }

    @Override
    public List<Changed> change(List<Change> changes, Rerank rerank) {
        var before = before(changes);
        var reranked = changes.stream()
                .flatMap(change -> Stream.ofNullable(before.get(change.task())).map(now -> now.after(change, rerank)))
                .toList();
        return reranked.isEmpty()
                ? List.of()
                : database.query(CHANGE, statement -> set(statement, reranked), PostgresRankedTasks::changed);
    }

    /**
     * The places are locked already, by a statement of its own: so this one sees what those did who held them before.
     * Index: the primary keys of task, queue, ready and lease.
     */
    private static final String BEFORE = """
            SELECT task.id, task.priority, queue.ranker, coalesce(ready.rank, lease.rank) AS rank
            FROM task
            JOIN queue ON queue.id = task.queue
            LEFT JOIN ready ON ready.task_id = task.id
            LEFT JOIN lease ON lease.task_id = task.id
            WHERE task.id = ANY (cast(? AS uuid[]))
            """;

    private Map<UUID, Before> before(List<Change> changes) {
        var before = new HashMap<UUID, Before>();
        database.query(
                BEFORE,
                statement -> Arrays.of(statement, 1, changes).with("uuid", Change::task),
                row -> before.put(Columns.uuid(row, "id"), Before.of(row)));
        return before;
    }

    /** The places are locked already. Index: the primary keys of task, ready and lease, whose rank is in no index. */
    private static final String CHANGE = """
            WITH asked AS MATERIALIZED (
                SELECT task_id, priority, payload, rank
                FROM unnest(cast(? AS uuid[]), cast(? AS integer[]), cast(? AS text[]), cast(? AS bigint[]))
                    AS asked (task_id, priority, payload, rank)
            ), changed AS (
                UPDATE task
                SET priority = asked.priority, payload = coalesce(cast(asked.payload AS jsonb), task.payload)
                FROM asked
                WHERE task.id = asked.task_id
                RETURNING task.id, task.queue
            ), queued AS (
                UPDATE ready
                SET rank = asked.rank
                FROM asked
                WHERE ready.task_id = asked.task_id
                RETURNING ready.task_id, ready.rank, ready.seq
            ), held AS (
                UPDATE lease
                SET rank = asked.rank
                FROM asked
                WHERE lease.task_id = asked.task_id
            )
            SELECT changed.id, changed.queue, queued.rank, queued.seq
            FROM changed
            LEFT JOIN queued ON queued.task_id = changed.id
            """;

    private static void set(PreparedStatement statement, List<After> reranked) throws SQLException {
        Arrays.of(statement, 1, reranked)
                .with("uuid", after -> after.change().task())
                .with("integer", after -> after.change().priority())
                .with("text", after -> after.change().payload())
                .with("bigint", After::rank);
    }

    private static Changed changed(ResultSet row) throws SQLException {
        var task = Columns.uuid(row, "id");
        long rank = row.getLong("rank");
        var place = row.wasNull() ? null : new Place(rank, row.getLong("seq"), task);
        return new Changed(task, row.getString("queue"), place);
    }

    /**
     * How a task stood.
     *
     * @param rank null when it is pending
     */
    private record Before(
            int priority, String ranker, @Nullable Long rank) {
        static Before of(ResultSet row) throws SQLException {
            return new Before(row.getInt("priority"), row.getString("ranker"), row.getObject("rank", Long.class));
        }

        After after(Change change, Rerank rerank) {
            return new After(change, rank == null ? null : rerank.of(ranker, rank, priority, change.priority()));
        }
    }

    /** How it is to stand. */
    private record After(Change change, @Nullable Long rank) {}
}
