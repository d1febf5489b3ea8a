package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.arriving.Candidates;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Composed;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilterSql;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.FilteredRows;
import io.ordo.scheduler.queue.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places of queued tasks, in rank order. */
public final class PostgresCandidates implements Candidates {
    private final Database database;
    private final FilteredReads reads;

    public PostgresCandidates(Database database, FilteredReads reads) {
        this.database = database;
        this.reads = reads;
    }

    /** Locks nothing. Index: ready_rank gives the order and the start, so nothing before the start is walked over. */
    private static final String AFTER = """
            SELECT task_id, rank, seq
            FROM ready
            WHERE queue = ?
              AND gate IS NULL
              AND (rank, seq) > (?, ?)
              AND (deadline_at IS NULL OR deadline_at > app_now())
            ORDER BY rank, seq
            LIMIT ?
            """;

    @Override
    public List<Place> after(String queue, @Nullable Place after, int limit) {
        return database.query(
                AFTER,
                statement -> {
                    statement.setString(1, queue);
                    statement.setLong(2, after == null ? Long.MIN_VALUE : after.rank());
                    statement.setLong(3, after == null ? Long.MIN_VALUE : after.seq());
                    statement.setInt(4, limit);
                },
                Columns::place);
    }

    /**
     * Locks nothing. Index: ready_rank gives the order, the start and so many places, task_pkey their payloads, no
     * more of them than may be examined, however few pass.
     */
    private static final String MATCHING = """
            WITH examined AS MATERIALIZED (
                SELECT task_id, rank, seq
                FROM ready
                WHERE queue =""";

    private static final String MATCHING_AFTER = """

                  AND gate IS NULL
                  AND (deadline_at IS NULL OR deadline_at > app_now())
                  AND (rank, seq) >""";

    private static final String MATCHING_EXAMINED = """

                ORDER BY rank, seq
                LIMIT""";

    private static final String MATCHING_WHOLE = """

            )
            SELECT examined.task_id, examined.rank, examined.seq, TRUE AS passes
            FROM examined
            JOIN task ON task.id = examined.task_id
            JOIN queue ON queue.id = task.queue
            WHERE""";

    private static final String MATCHING_END = """

            UNION ALL
            (SELECT task_id, rank, seq, FALSE
            FROM examined
            ORDER BY rank, seq
            LIMIT 1 OFFSET""";

    private static final String MATCHING_IN_ORDER = """
            )
            ORDER BY rank, seq, passes DESC
            """;

    @Override
    public Stretch matching(String queue, Filter filter, @Nullable Place after) {
        var sql = new Composed().add(MATCHING).add(" ").text(queue);
        sql.add(MATCHING_AFTER).add(" (").whole(after == null ? Long.MIN_VALUE : after.rank());
        sql.add(", ").whole(after == null ? Long.MIN_VALUE : after.seq()).add(")");
        sql.add(MATCHING_EXAMINED).add(" ").whole(MOST_EXAMINED);
        sql.add(MATCHING_WHOLE).add(" ");
        FilterSql.add(sql, FilteredRows.TASKS, filter);
        sql.add(MATCHING_END).add(" ").whole(MOST_EXAMINED - 1);
        sql.add(MATCHING_IN_ORDER);
        var seen = reads.inTime(filter, () -> database.query(sql.sql(), sql, Seen::of));
        boolean goesOn = !seen.isEmpty() && !seen.getLast().passes();
        return new Stretch(
                seen.stream().filter(Seen::passes).map(Seen::place).toList(),
                goesOn ? seen.getLast().place() : null);
    }

    /** @param passes or is the last of the stretch */
    private record Seen(Place place, boolean passes) {
        static Seen of(ResultSet row) throws SQLException {
            return new Seen(Columns.place(row), row.getBoolean("passes"));
        }
    }
}
