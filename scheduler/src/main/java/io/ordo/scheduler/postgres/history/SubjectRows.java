package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.explaining.Subject;
import io.ordo.scheduler.explaining.Subject.Before;
import io.ordo.scheduler.explaining.Subject.Details;
import io.ordo.scheduler.explaining.Subject.Gate;
import io.ordo.scheduler.explaining.Subject.Shut;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.work.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a task that is asked about stands in a row. */
final class SubjectRows {
    private SubjectRows() {}

    static Subject subject(ResultSet row) throws SQLException {
        var ranked = ranked(row);
        var id = Columns.uuid(row, "id");
        long seq = row.getLong("seq");
        boolean isInLine = !row.wasNull() && row.getString("gate") == null;
        return new Subject(
                id,
                row.getString("queue"),
                row.getString("tenant"),
                Status.ofWord(row.getString("status")),
                row.getInt("priority"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "data_at"),
                row.getString("sort"),
                row.getInt("counted"),
                Columns.instantOrNull(row, "deadline_at"),
                isInLine && ranked != null ? new Place(ranked.rank(), seq, id) : null,
                ranked,
                details(row),
                Columns.instant(row, "instant"));
    }

    /** Null when the task has never been ranked, or was popped last before there was a record of it. */
    private static @Nullable Ranked ranked(ResultSet row) throws SQLException {
        return row.getObject("rank") == null || row.getObject("offsets") == null ? null : RankedRows.ranked(row);
    }

    private static Details details(ResultSet row) throws SQLException {
        return new Details(
                Columns.instantOrNull(row, "due_at"),
                row.getBoolean("waits_for_others"),
                List.of((UUID[]) row.getArray("after").getArray()),
                row.getString("holder"),
                Columns.instantOrNull(row, "since"),
                Columns.instantOrNull(row, "expires_at"),
                row.getString("end_reason"),
                gate(row));
    }

    private static @Nullable Gate gate(ResultSet row) throws SQLException {
        var name = row.getString("gate");
        var reason = row.getString("gate_reason");
        var shut = reason == null
                ? null
                : new Shut(reason, Columns.instant(row, "shut_at"), Columns.instant(row, "try_at"));
        return name == null
                ? null
                : new Gate(
                        before(name),
                        Limit.of(name).map(limit -> limit.name(name)).orElse(name),
                        shut,
                        most(row));
    }

    private static @Nullable Integer most(ResultSet row) throws SQLException {
        return Columns.integerOrNull(row, "gate_most");
    }

    private static Before before(String gate) {
        return Limit.of(gate)
                .map(limit -> switch (limit) {
                    case KEY -> Before.KEY;
                    case CONNECTION -> Before.CONNECTION;
                })
                .orElse(Before.PLACE);
    }
}
