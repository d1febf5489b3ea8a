package io.ordo.scheduler.postgres;

import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value;
import io.ordo.scheduler.filter.Value.Several;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.task.Status;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in SQL where a task stands. A status is the place a task is in, so a condition on it is first decided for each
 * of the seven words, and then asked of the few places that pass: of an index each, and never of every task's view.
 */
public final class StatusSql {
    private StatusSql() {}

    /** Adds that {@code task} has that status. */
    public static void add(Composed sql, Status status) {
        switch (status) {
            case PENDING -> sql.add("EXISTS (SELECT 1 FROM waiting WHERE waiting.task_id = task.id)");
            case QUEUED -> sql.add("EXISTS (SELECT 1 FROM ready WHERE ready.task_id = task.id)");
            case DISPATCHED ->
                sql.add("EXISTS (SELECT 1 FROM lease WHERE lease.task_id = task.id AND lease.started_at IS NULL)");
            case RUNNING ->
                sql.add("EXISTS (SELECT 1 FROM lease WHERE lease.task_id = task.id AND lease.started_at IS NOT NULL)");
            case COMPLETED ->
                sql.add("EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.id"
                        + " AND attempt.moved_to = 'completed')");
            case FAILED ->
                sql.add("(EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.id"
                        + " AND attempt.moved_to = 'failed')"
                        + " OR EXISTS (SELECT 1 FROM task AS unheld WHERE unheld.id = task.id"
                        + " AND unheld.end_status = 'failed'))");
            case CANCELLED ->
                sql.add("(EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.id"
                        + " AND attempt.moved_to = 'cancelled')"
                        + " OR EXISTS (SELECT 1 FROM task AS unheld WHERE unheld.id = task.id"
                        + " AND unheld.end_status = 'cancelled'))");
        }
    }

    /** Whether {@link #add(Composed, Condition)} knows the operator; the others read the word of each task. */
    static boolean canSay(Condition condition) {
        return switch (condition.operator().takes()) {
            case NOTHING, ONE, ONE_OR_NOTHING, SEVERAL, ONE_OR_SEVERAL -> true;
            case TEXT, DOCUMENT, PATH -> false;
        };
    }

    /** One status alone stands without company, so that the planner can join its place. */
    static void add(Composed sql, Condition condition) {
        var passing = Stream.of(Status.values())
                .filter(status -> passes(status, condition.operator(), condition.value()))
                .toList();
        if (passing.isEmpty()) {
            sql.add("FALSE");
            return;
        }
        add(sql, passing.getFirst());
        for (var other : passing.subList(1, passing.size())) {
            sql.add(" OR ");
            add(sql, other);
        }
    }

    /** Statuses are in the order of {@link Status}, which is that of a task's life. */
    private static boolean passes(Status status, Operator operator, @Nullable Value value) {
        var given = given(value);
        return switch (operator) {
            case EQUAL, IS, IN, ANY -> given.contains(status);
            case NOT_EQUAL, IS_NOT, NOT_IN -> !given.contains(status);
            case GREATER -> status.compareTo(given.getFirst()) > 0;
            case AT_LEAST -> status.compareTo(given.getFirst()) >= 0;
            case LESS -> status.compareTo(given.getFirst()) < 0;
            case AT_MOST -> status.compareTo(given.getFirst()) <= 0;
            case IS_NOT_NULL -> true;
            case IS_NULL -> false;
            case LIKE,
                    NOT_LIKE,
                    ILIKE,
                    NOT_ILIKE,
                    CONTAINS,
                    MATCH,
                    STARTS_WITH,
                    HOLDS,
                    HELD_BY,
                    PATH_EXISTS,
                    PATH_MATCHES -> throw new IllegalArgumentException(operator + " is not about statuses");
        };
    }

    private static List<Status> given(@Nullable Value value) {
        var words = value instanceof Several(var values) ? values.stream() : Stream.ofNullable(value);
        return words.map(word -> Status.ofWord(((Text) word).text())).toList();
    }
}
