package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.queue.IdentityRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queue.Pause;
import io.ordo.scheduler.queue.QueueLimits;
import io.ordo.scheduler.queue.QueueLimits.Rate;
import io.ordo.scheduler.queue.QueueSettings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;

/** How queues stand in rows. */
final class QueueRows {
    private QueueRows() {}

    static Queue queue(ResultSet row) throws SQLException {
        var pausedAt = Columns.instantOrNull(row, "paused_at");
        return new Queue(
                row.getString("id"),
                settings(row),
                pausedAt == null ? null : new Pause(pausedAt, row.getString("pause_note")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static QueueSettings settings(ResultSet row) throws SQLException {
        return new QueueSettings(
                row.getString("ranker"),
                row.getInt("maxsize"),
                new IdentityRules(
                        row.getBoolean("allow_replace"),
                        row.getBoolean("allow_updates"),
                        row.getBoolean("allow_priority_updates")),
                Duration.ofSeconds(row.getInt("lease_seconds")),
                row.getInt("max_deaths"),
                Columns.retry(row),
                Duration.ofMillis(row.getLong("timeout_millis")),
                limits(row),
                row.getString("item_schema"),
                Columns.katRulesOrNull(row));
    }

    private static QueueLimits limits(ResultSet row) throws SQLException {
        double perSecond = row.getDouble("rate_per_second");
        var rate = row.wasNull() ? null : new Rate(perSecond, row.getInt("rate_burst"));
        return new QueueLimits(Columns.integerOrNull(row, "concurrency"), rate);
    }

    /**
     * Sets ranker, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds, max_deaths,
     * max_retries, retry_delay_millis, backoff_factor, timeout_millis, concurrency, rate_per_second, rate_burst,
     * item_schema, kat_item, makes_schedules, reschedule_after_millis, paused_at, pause_note and updated_at, in this
     * order, from the first parameter on.
     *
     * @return the next free parameter
     */
    static int set(PreparedStatement statement, Queue queue) throws SQLException {
        var settings = queue.settings();
        var rate = settings.limits().rate();
        var kat = settings.kat();
        statement.setString(1, settings.ranker());
        statement.setInt(2, settings.maxsize());
        statement.setBoolean(3, settings.identity().allowReplace());
        statement.setBoolean(4, settings.identity().allowUpdates());
        statement.setBoolean(5, settings.identity().allowPriorityUpdates());
        statement.setInt(6, (int) settings.lease().toSeconds());
        statement.setInt(7, settings.maxDeaths());
        statement.setInt(8, settings.retry().maxRetries());
        statement.setLong(9, settings.retry().delay().toMillis());
        statement.setDouble(10, settings.retry().backoffFactor());
        statement.setLong(11, settings.timeout().toMillis());
        Columns.setInteger(statement, 12, settings.limits().concurrency());
        statement.setObject(13, rate == null ? null : rate.perSecond(), Types.DOUBLE);
        Columns.setInteger(statement, 14, rate == null ? null : rate.burst());
        statement.setString(15, settings.itemSchema());
        statement.setString(16, kat == null ? null : kat.item().word());
        statement.setBoolean(17, kat != null && kat.makesSchedules());
        Columns.setMillis(statement, 18, kat == null ? null : kat.rescheduleAfter());
        Columns.setInstant(
                statement, 19, queue.pause() == null ? null : queue.pause().since());
        statement.setString(20, queue.pause() == null ? null : queue.pause().note());
        Columns.setInstant(statement, 21, queue.updatedAt());
        return 22;
    }
}
