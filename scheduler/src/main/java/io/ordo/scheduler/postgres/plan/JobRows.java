package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Job.Pause;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.job.Timing;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Concurrency;
import io.ordo.scheduler.work.Words;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A job as a row. */
final class JobRows {
    private JobRows() {}

    /** Every column of the table but when it was deleted, and those of its timing. */
    static Job job(ResultSet row) throws SQLException {
        var timing = new Timing(
                Columns.instant(row, "anchor_at"),
                Columns.instantOrNull(row, "last_due_at"),
                Columns.instantOrNull(row, "next_due_at"));
        return new Job(
                Columns.uuid(row, "id"),
                new Origin(row.getString("origin"), row.getString("external_key"), row.getString("template")),
                draft(row),
                timing,
                pause(row),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static JobDraft draft(ResultSet row) throws SQLException {
        return new JobDraft(
                row.getString("name"),
                schedule(row),
                policies(row),
                Columns.work(row),
                Columns.millisOrNull(row, "deadline_millis"),
                JobStatus.ofWord(row.getString("status")).orElseThrow());
    }

    /** The columns schedule_expression, zone, gap and twice. */
    static ScheduleExpression schedule(ResultSet row) throws SQLException {
        var dst = new Dst(choice(Dst.Gap.class, row, "gap"), choice(Dst.Overlap.class, row, "twice"));
        return new ScheduleExpression(row.getString("schedule_expression"), ZoneId.of(row.getString("zone")), dst);
    }

    /** The columns start_at, end_at, spread_millis, those of catching up, and overlap. */
    static Policies policies(ResultSet row) throws SQLException {
        var catchUp = new CatchUp(
                choice(CatchUp.Mode.class, row, "catch_up"),
                row.getInt("catch_up_count"),
                Columns.millisOrNull(row, "catch_up_age_millis"),
                Duration.ofMillis(row.getLong("catch_up_spacing_millis")));
        return new Policies(
                Columns.instantOrNull(row, "start_at"),
                Columns.instantOrNull(row, "end_at"),
                Duration.ofMillis(row.getLong("spread_millis")),
                catchUp,
                choice(Overlap.class, row, "overlap"));
    }

    private static @Nullable Pause pause(ResultSet row) throws SQLException {
        var at = Columns.instantOrNull(row, "paused_at");
        return at == null ? null : new Pause(at, row.getString("paused_by"), row.getString("pause_note"));
    }

    private static <E extends Enum<E>> E choice(Class<E> choices, ResultSet row, String column) throws SQLException {
        return Words.read(choices, row.getString(column)).orElseThrow();
    }

    /**
     * Sets what may change of it, from the first parameter on: external_key, name, schedule_expression, zone, gap,
     * twice, start_at, end_at, spread_millis, the columns of catching up, overlap, target, target_settings, connection,
     * concurrency_key, concurrency_max, the columns of the work, deadline_millis, status, paused_at, paused_by,
     * pause_note, anchor_at and updated_at, in this order.
     *
     * @return the next free parameter
     */
    static int set(PreparedStatement statement, Job job) throws SQLException {
        var draft = job.draft();
        statement.setString(1, job.externalKey());
        statement.setString(2, draft.name());
        int next = setSchedule(statement, 3, draft.schedule());
        next = setPolicies(statement, next, draft.policies());
        next = setTarget(statement, next, draft.work().target());
        next = setConcurrency(statement, next, draft.work().concurrency());
        next = Columns.setWork(statement, next, draft.work());
        Columns.setMillis(statement, next, draft.deadline());
        statement.setString(next + 1, draft.status().word());
        next = setPause(statement, next + 2, job.pause());
        Columns.setInstant(statement, next, job.timing().anchor());
        Columns.setInstant(statement, next + 1, job.updatedAt());
        return next + 2;
    }

    /** Sets last_due_at and next_due_at, which stand in timing. */
    static void setTimes(PreparedStatement statement, int first, Timing timing) throws SQLException {
        Columns.setInstant(statement, first, timing.last());
        Columns.setInstant(statement, first + 1, timing.next());
    }

    /** Sets schedule_expression, zone, gap and twice. */
    static int setSchedule(PreparedStatement statement, int first, ScheduleExpression schedule) throws SQLException {
        statement.setString(first, schedule.text());
        statement.setString(first + 1, schedule.zone().getId());
        statement.setString(first + 2, Words.of(schedule.dst().gap()));
        statement.setString(first + 3, Words.of(schedule.dst().overlap()));
        return first + 4;
    }

    /** Sets start_at, end_at, spread_millis, the columns of catching up, and overlap. */
    static int setPolicies(PreparedStatement statement, int first, Policies policies) throws SQLException {
        Columns.setInstant(statement, first, policies.startAt());
        Columns.setInstant(statement, first + 1, policies.endAt());
        statement.setLong(first + 2, policies.spread().toMillis());
        statement.setString(first + 3, Words.of(policies.catchUp().mode()));
        statement.setInt(first + 4, policies.catchUp().maxCount());
        Columns.setMillis(statement, first + 5, policies.catchUp().maxAge());
        statement.setLong(first + 6, policies.catchUp().spacing().toMillis());
        statement.setString(first + 7, Words.of(policies.overlap()));
        return first + 8;
    }

    /** Sets target, target_settings and connection. */
    static int setTarget(PreparedStatement statement, int first, @Nullable Target target) throws SQLException {
        statement.setString(first, target == null ? null : Words.of(target.kind()));
        statement.setString(first + 1, target == null ? null : target.settings());
        statement.setString(first + 2, target == null ? null : target.connection());
        return first + 3;
    }

    private static int setConcurrency(PreparedStatement statement, int first, @Nullable Concurrency concurrency)
            throws SQLException {
        statement.setString(first, concurrency == null ? null : concurrency.key());
        Columns.setInteger(statement, first + 1, concurrency == null ? null : concurrency.most());
        return first + 2;
    }

    private static int setPause(PreparedStatement statement, int first, @Nullable Pause pause) throws SQLException {
        Columns.setInstant(statement, first, pause == null ? null : pause.at());
        statement.setString(first + 1, pause == null ? null : pause.by());
        statement.setString(first + 2, pause == null ? null : pause.note());
        return first + 3;
    }
}
