package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.upkeep.Prerequisites;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which tasks wait for which. */
public final class PostgresPrerequisites implements Prerequisites {
    /** Tasks that are moved in one transaction, each with up to a hundred prerequisites. */
    private static final int MOST_FOLLOWERS = 500;

    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;

    public PostgresPrerequisites(Database database) {
        this.database = database;
    }

    /** Locks nothing. Index: prerequisite_open gives order and start, so only open ones are walked over. */
    private static final String AWAITED = """
            SELECT DISTINCT after_id
            FROM prerequisite
            WHERE open
              AND after_id > ?
            ORDER BY after_id
            LIMIT ?
            """;

    @Override
    public List<UUID> awaited(@Nullable UUID after, int limit) {
        return database.query(
                AWAITED,
                statement -> {
                    statement.setObject(1, after == null ? FIRST : after);
                    statement.setInt(2, limit);
                },
                row -> Columns.uuid(row, "after_id"));
    }

    @Override
    public Followed follow(Collection<UUID> ended, @Nullable UUID after) {
        return database.atomically(() -> {
            var followers = database.query(
                    FOLLOWERS,
                    statement -> {
                        setIds(statement, 1, ended);
                        statement.setObject(2, after == null ? FIRST : after);
                        statement.setInt(3, MOST_FOLLOWERS);
                        statement.setInt(4, MOST_FOLLOWERS);
                    },
                    row -> Columns.uuid(row, "task_id"));
            return followers.isEmpty() ? Followed.NOBODY : follow(ended, followers);
        });
    }

    /**
     * Locks nothing. Index: the primary keys of task and attempt, and prerequisite_open, which gives order and start
     * for each that has ended.
     */
    private static final String FOLLOWERS = """
            SELECT DISTINCT following.task_id
            FROM unnest(cast(? AS uuid[])) AS asked (after_id)
            CROSS JOIN LATERAL (
                SELECT task_id
                FROM prerequisite
                WHERE prerequisite.after_id = asked.after_id
                  AND open
                  AND task_id > ?
                ORDER BY task_id
                LIMIT ?) AS following
            WHERE NOT EXISTS (
                SELECT 1
                FROM task
                WHERE task.id = asked.after_id
                  AND end_status IS NULL
                  AND NOT EXISTS (
                      SELECT 1
                      FROM attempt
                      WHERE attempt.task_id = task.id
                        AND moved_to IN ('completed', 'failed', 'cancelled')))
            ORDER BY following.task_id
            LIMIT ?
            """;

    private Followed follow(Collection<UUID> ended, List<UUID> followers) {
        database.query(HOLD, statement -> setIds(statement, 1, followers), _ -> followers);
        var moved = database.query(
                FOLLOW,
                statement -> {
                    setIds(statement, 1, ended);
                    setIds(statement, 2, followers);
                },
                row -> Map.entry(row.getString("came_to"), Columns.uuid(row, "task_id")));
        var last = followers.size() < MOST_FOLLOWERS ? null : followers.getLast();
        return new Followed(those("freed", moved), those("abandoned", moved), last);
    }

    /**
     * Locks the followers in the order of their ids, so that of two that see the last prerequisites of a task end the
     * second sees what the first did. That is why this is a statement of its own. Index: waiting's primary key.
     */
    private static final String HOLD = """
            SELECT task_id
            FROM waiting
            WHERE task_id = ANY (cast(? AS uuid[]))
            ORDER BY task_id
            FOR UPDATE
            """;

    /**
     * The followers are locked already; one that came since is left to the next look. A task that is gone is one that
     * did not complete. Index: the primary keys of task, attempt, waiting and prerequisite, and prerequisite_open.
     */
    private static final String FOLLOW = """
            WITH ended AS MATERIALIZED (
                SELECT asked.after_id, task_end.status
                FROM unnest(cast(? AS uuid[])) AS asked (after_id)
                JOIN LATERAL (
                    SELECT moved_to AS status
                    FROM attempt
                    WHERE attempt.task_id = asked.after_id
                      AND moved_to IN ('completed', 'failed', 'cancelled')
                    UNION ALL
                    SELECT end_status
                    FROM task
                    WHERE task.id = asked.after_id
                      AND end_status IS NOT NULL
                    UNION ALL
                    SELECT 'gone'
                    WHERE NOT EXISTS (SELECT 1 FROM task WHERE task.id = asked.after_id)) AS task_end ON true
            ), closed AS (
                UPDATE prerequisite
                SET open = false
                FROM ended
                WHERE prerequisite.after_id = ended.after_id
                  AND prerequisite.task_id = ANY (cast(? AS uuid[]))
                  AND open
                RETURNING prerequisite.task_id, any_end OR ended.status = 'completed' AS is_met
            ), judged AS MATERIALIZED (
                SELECT task_id, bool_and(is_met) AS is_fulfilled
                FROM closed
                GROUP BY task_id
            ), freed AS (
                UPDATE waiting
                SET due_at = greatest(after_due_at, app_now()), after_due_at = NULL
                FROM judged
                WHERE waiting.task_id = judged.task_id
                  AND after_due_at IS NOT NULL
                  AND is_fulfilled
                  AND NOT EXISTS (
                      SELECT 1
                      FROM prerequisite
                      WHERE prerequisite.task_id = judged.task_id
                        AND open
                        AND after_id NOT IN (SELECT after_id FROM ended))
                RETURNING waiting.task_id
            ), hopeless AS (
                DELETE FROM waiting
                USING judged
                WHERE waiting.task_id = judged.task_id
                  AND after_due_at IS NOT NULL
                  AND NOT is_fulfilled
                RETURNING waiting.task_id, counted
            ), abandoned AS (
                UPDATE task
                SET end_status = 'failed', end_reason = 'after_failed', ended_at = app_now(), counted = hopeless.counted
                FROM hopeless
                WHERE task.id = hopeless.task_id
                RETURNING task.id
            ), given_up AS (
                UPDATE prerequisite
                SET open = false
                FROM hopeless
                WHERE prerequisite.task_id = hopeless.task_id
                  AND open
                  AND after_id NOT IN (SELECT after_id FROM ended)
            )
            SELECT 'freed' AS came_to, task_id FROM freed
            UNION ALL
            SELECT 'abandoned', id FROM abandoned
            """;

    private static List<UUID> those(String cameTo, List<Map.Entry<String, UUID>> moved) {
        return moved.stream()
                .filter(one -> one.getKey().equals(cameTo))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void setIds(PreparedStatement statement, int index, Collection<UUID> ids) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids.toArray(UUID[]::new)));
    }
}
