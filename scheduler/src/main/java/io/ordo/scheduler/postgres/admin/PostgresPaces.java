package io.ordo.scheduler.postgres.admin;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.pacing.SharedPaces;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FieldArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The paces of all schedulers, in their table: a row for each queue and scheduler of the last day. */
public final class PostgresPaces implements SharedPaces {
    private final Database database;

    public PostgresPaces(Database database) {
        this.database = database;
    }

    /** Nobody else writes these rows. Index: the primary keys of queue and pace. */
    private static final String TELL = """
            INSERT INTO pace (queue, scheduler, started, seconds, told_at, asked_at)
            SELECT queue.id, ?, told.started, told.seconds, told.told_at, told.asked_at
            FROM unnest(
                cast(? AS text[]), cast(? AS double precision[]), cast(? AS double precision[]),
                cast(? AS timestamptz[]), cast(? AS timestamptz[])) AS told (queue, started, seconds, told_at, asked_at)
            JOIN queue ON queue.id = told.queue
            ON CONFLICT (queue, scheduler) DO UPDATE
            SET started = excluded.started, seconds = excluded.seconds, told_at = excluded.told_at,
                asked_at = excluded.asked_at
            """;

    @Override
    public void tell(UUID scheduler, List<Told> told) {
        database.update(TELL, statement -> {
            statement.setObject(1, scheduler);
            FieldArrays.of(statement, 2, told)
                    .withTexts(Told::queue)
                    .withDoubles(one -> one.pace().started())
                    .withDoubles(one -> one.pace().seconds())
                    .withInstants(Told::at)
                    .withInstants(Told::askedAt);
        });
    }

    /** Plan: scans the table, which is as small as there are queues and schedulers. */
    private static final String OTHERS = """
            SELECT scheduler, queue, started, seconds, told_at, asked_at
            FROM pace
            WHERE scheduler <> ?
            """;

    @Override
    public Map<UUID, List<Told>> others(UUID scheduler) {
        var others = new HashMap<UUID, List<Told>>();
        database.query(
                OTHERS,
                statement -> statement.setObject(1, scheduler),
                row -> others.computeIfAbsent(Columns.uuid(row, "scheduler"), _ -> new ArrayList<>())
                        .add(told(row)));
        return others;
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getString("queue"),
                new Pace(row.getDouble("started"), row.getDouble("seconds")),
                Columns.instant(row, "told_at"),
                Columns.instantOrNull(row, "asked_at"));
    }

    /** Plan: scans the table. Two that forget at once forget the same. */
    private static final String FORGET = """
            DELETE FROM pace
            WHERE told_at < app_now() - interval '1 day'
            """;

    @Override
    public void forget() {
        database.update(FORGET, Parameters.NONE);
    }
}
