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
     * Locks nothing. Index: ready_rank gives the order and the best places, task_pkey their payloads, no more of them
     * than may be examined, however few pass.
     */
    private static final String MATCHING = """
            SELECT best.task_id, best.rank, best.seq
            FROM (
                SELECT task_id, rank, seq
                FROM ready
                WHERE queue =""";

    private static final String MATCHING_EXAMINED = """

                  AND (deadline_at IS NULL OR deadline_at > app_now())
                ORDER BY rank, seq
                LIMIT""";

    private static final String MATCHING_WHOLE = """

            ) AS best
            JOIN task ON task.id = best.task_id
            JOIN queue ON queue.id = task.queue
            WHERE""";

    private static final String MATCHING_ENDS = """

            ORDER BY best.rank, best.seq
            LIMIT""";

    @Override
    public List<Place> matching(String queue, Filter filter, int limit) {
        var sql = new Composed().add(MATCHING).add(" ").text(queue);
        sql.add(MATCHING_EXAMINED).add(" ").whole(MOST_EXAMINED);
        sql.add(MATCHING_WHOLE).add(" ");
        FilterSql.add(sql, FilteredRows.TASKS, filter);
        sql.add(MATCHING_ENDS).add(" ").whole(limit);
        return reads.inTime(filter, () -> database.query(sql.sql(), sql, Columns::place));
    }
}
