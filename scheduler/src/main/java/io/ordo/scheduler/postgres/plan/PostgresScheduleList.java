package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.postgres.Composed;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilterSql;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.FilteredRows;
import io.ordo.scheduler.scheduling.ScheduleList;
import java.util.List;

/** Schedules as OpenKAT's lists show them. */
public final class PostgresScheduleList implements ScheduleList {
    private final Database database;
    private final FilteredReads reads;

    public PostgresScheduleList(Database database, FilteredReads reads) {
        this.database = database;
        this.reads = reads;
    }

    @Override
    public Page page(Search search) {
        return reads.inTime(
                search.filter(), () -> new Page(count(search), search.limit() == 0 ? List.of() : newest(search)));
    }

    /** Index: job_kat backwards, read until the page is full; then the keys of job and timing for the page alone. */
    private static final String NEWEST = """
            SELECT job.id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at,
                   end_at, spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis,
                   overlap, target, target_settings, connection, concurrency_key, concurrency_max, queue, tenant,
                   priority, payload, max_retries,
                   retry_delay_millis, backoff_factor, timeout_millis, deadline_millis, status, paused_at, paused_by,
                   pause_note, anchor_at, last_due_at, next_due_at, job.created_at, updated_at
            FROM (
                SELECT schedule.id, schedule.created_at
                FROM kat_schedule AS schedule
                WHERE""";

    private static final String PAGE = """

                ORDER BY schedule.created_at DESC, schedule.id DESC
                LIMIT""";

    private static final String WHOLE = """
            ) AS page
            JOIN job ON job.id = page.id
            JOIN timing ON timing.job_id = job.id
            ORDER BY page.created_at DESC, page.id DESC
            """;

    private List<Job> newest(Search search) {
        var sql = new Composed().add(NEWEST).add(" ");
        FilterSql.add(sql, FilteredRows.SCHEDULES, search.filter());
        sql.add(PAGE).add(" ").whole(search.limit()).add(" OFFSET ").whole(search.offset());
        sql.add(WHOLE);
        return database.query(sql.sql(), sql, JobRows::job);
    }

    /** Index: job_kat where no filter asks for more than it holds. */
    private static final String COUNT = """
            SELECT count(*) AS total
            FROM kat_schedule AS schedule
            WHERE""";

    private long count(Search search) {
        var sql = new Composed().add(COUNT).add(" ");
        FilterSql.add(sql, FilteredRows.SCHEDULES, search.filter());
        return database.queryOne(sql.sql(), sql, row -> row.getLong("total")).orElseThrow();
    }
}
