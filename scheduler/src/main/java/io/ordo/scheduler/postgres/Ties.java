package io.ordo.scheduler.postgres;

import io.ordo.scheduler.task.NewTask;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What holds new tasks back until others have ended. */
public final class Ties {
    private final Database database;

    public Ties(Database database) {
        this.database = database;
    }

    /** Part of the transaction that makes the tasks, so nobody else sees them due. Index: waiting's primary key. */
    private static final String ADD = """
            WITH given AS MATERIALIZED (
                SELECT task_id, after_id, cast(any_end AS boolean) AS any_end
                FROM unnest(cast(? AS uuid[]), cast(? AS uuid[]), cast(? AS text[]))
                    AS given (task_id, after_id, any_end)
            ), following AS MATERIALIZED (
                SELECT DISTINCT task_id
                FROM given
            ), put_aside AS (
                UPDATE waiting
                SET after_due_at = due_at, due_at = 'infinity'
                FROM following
                WHERE waiting.task_id = following.task_id
            )
            INSERT INTO prerequisite (task_id, after_id, any_end)
            SELECT task_id, after_id, any_end
            FROM given
            """;

    /** Makes those of these tasks wait that come after others. */
    public void add(List<NewTask> tasks) {
        var ties = tasks.stream().<Tie>mapMulti(Ties::ties).toList();
        if (!ties.isEmpty()) {
            database.update(
                    ADD,
                    statement -> FieldArrays.of(statement, 1, ties)
                            .withUuids(Tie::task)
                            .withUuids(Tie::after)
                            .withTexts(tie -> String.valueOf(tie.anyEnd())));
        }
    }

    private static void ties(NewTask made, Consumer<Tie> found) {
        var id = made.task().id();
        made.after().forEach(after -> found.accept(new Tie(id, after, false)));
        var behind = made.behind();
        if (behind != null) {
            found.accept(new Tie(id, behind, true));
        }
    }

    /**
     * What holds a task back.
     *
     * @param anyEnd whether any end of the other frees it
     */
    private record Tie(UUID task, UUID after, boolean anyEnd) {}
}
