package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Timing;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.schedule.ScheduleExpression;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;

/** A job as a row. */
final class JobRows {
    private JobRows() {}

    static Job job(ResultSet row) throws SQLException {
        var draft = new JobDraft(
                row.getString("name"),
                new ScheduleExpression(row.getString("schedule_expression"), ZoneId.of(row.getString("zone"))),
                Columns.work(row),
                Columns.millisOrNull(row, "deadline_millis"),
                JobStatus.ofWord(row.getString("status")).orElseThrow());
        var timing = new Timing(
                Columns.instant(row, "anchor_at"),
                Columns.instantOrNull(row, "last_due_at"),
                Columns.instantOrNull(row, "next_due_at"));
        return new Job(
                Columns.uuid(row, "id"),
                row.getString("origin"),
                row.getString("external_key"),
                draft,
                timing,
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    /**
     * Sets external_key, name, schedule_expression, zone, the columns of the work, deadline_millis, status, anchor_at,
     * last_due_at, next_due_at and updated_at, in this order, from the first parameter on.
     *
     * @return the next free parameter
     */
    static int set(PreparedStatement statement, Job job) throws SQLException {
        var draft = job.draft();
        statement.setString(1, job.externalKey());
        statement.setString(2, draft.name());
        statement.setString(3, draft.schedule().text());
        statement.setString(4, draft.schedule().zone().getId());
        int next = Columns.setWork(statement, 5, draft.work());
        Columns.setMillis(statement, next, draft.deadline());
        statement.setString(next + 1, draft.status().word());
        Columns.setInstant(statement, next + 2, job.timing().anchor());
        Columns.setInstant(statement, next + 3, job.timing().last());
        Columns.setInstant(statement, next + 4, job.timing().next());
        Columns.setInstant(statement, next + 5, job.updatedAt());
        return next + 6;
    }
}
