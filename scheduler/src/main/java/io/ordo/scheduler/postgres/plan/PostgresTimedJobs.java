package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.scheduling.Timed;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When active jobs are due. */
public final class PostgresTimedJobs implements Timed.Store {
    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;

    public PostgresTimedJobs(Database database) {
        this.database = database;
    }

    /** Locks nothing. Index: job's primary key gives order and start. */
    private static final String LIST = """
            SELECT id, schedule_expression, zone, gap, twice, start_at, end_at, spread_millis, catch_up, catch_up_count,
                   catch_up_age_millis, catch_up_spacing_millis, overlap, anchor_at
            FROM job
            WHERE id > ?
              AND status = 'active'
              AND deleted_at IS NULL
            ORDER BY id
            LIMIT ?
            """;

    @Override
    public List<Timed> list(@Nullable UUID after, int limit) {
        return database.query(
                LIST,
                statement -> {
                    statement.setObject(1, after == null ? FIRST : after);
                    statement.setInt(2, limit);
                },
                row -> new Timed(
                        Columns.uuid(row, "id"),
                        JobRows.schedule(row),
                        JobRows.policies(row),
                        Columns.instant(row, "anchor_at")));
    }
}
