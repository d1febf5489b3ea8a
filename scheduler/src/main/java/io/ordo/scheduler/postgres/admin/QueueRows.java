package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.queue.IdentityRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queue.Pause;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.work.FlowLimits;
import io.ordo.scheduler.work.FlowLimits.Rate;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How queues stand in rows. */
final class QueueRows {
    private final RankerTexts texts;
    private final Map<String, RankerVersion> rankers = new ConcurrentHashMap<>();

    QueueRows(RankerTexts texts) {
        this.texts = texts;
    }

    Queue queue(ResultSet row) throws SQLException {
        var pausedAt = Columns.instantOrNull(row, "paused_at");
        return new Queue(
                row.getString("id"),
                settings(row),
                pausedAt == null ? null : new Pause(pausedAt, row.getString("pause_note")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                row.getString("updated_by"));
    }

    private QueueSettings settings(ResultSet row) throws SQLException {
        return new QueueSettings(
                ranker(row),
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
                Columns.katRulesOrNull(row),
                row.getBoolean("events"),
                row.getBoolean("dispatched"));
    }

    private RankerVersion ranker(ResultSet row) throws SQLException {
        String composition = row.getString("composition");
        String name = row.getString("ranker");
        return composition == null
                ? RankerVersion.named(name).orElseThrow()
                : rankers.computeIfAbsent(composition, text -> RankerVersion.of(texts.read(text)));
    }

    private static FlowLimits limits(ResultSet row) throws SQLException {
        double perSecond = row.getDouble("rate_per_second");
        var rate = row.wasNull() ? null : new Rate(perSecond, row.getInt("rate_burst"));
        return new FlowLimits(Columns.integerOrNull(row, "concurrency"), rate);
    }

    /**
     * Sets ranker, composition, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds,
     * max_deaths, max_retries, retry_delay_millis, backoff_factor, timeout_millis, concurrency, rate_per_second,
     * rate_burst, item_schema, kat_item, makes_schedules, reschedule_after_millis, events, dispatched, paused_at,
     * pause_note, updated_at and updated_by, in this order, from the first parameter on.
     *
     * @return the next free parameter
     */
    int set(PreparedStatement statement, Queue queue) throws SQLException {
        var settings = queue.settings();
        var rate = settings.limits().rate();
        var kat = settings.kat();
        var ranker = settings.ranker();
        statement.setString(1, ranker.spec().name());
        statement.setString(2, ranker.isPreset() ? null : texts.write(ranker.spec()));
        statement.setInt(3, settings.maxsize());
        statement.setBoolean(4, settings.identity().allowReplace());
        statement.setBoolean(5, settings.identity().allowUpdates());
        statement.setBoolean(6, settings.identity().allowPriorityUpdates());
        statement.setInt(7, (int) settings.lease().toSeconds());
        statement.setInt(8, settings.maxDeaths());
        statement.setInt(9, settings.retry().maxRetries());
        statement.setLong(10, settings.retry().delay().toMillis());
        statement.setDouble(11, settings.retry().backoffFactor());
        statement.setLong(12, settings.timeout().toMillis());
        Columns.setInteger(statement, 13, settings.limits().concurrency());
        statement.setObject(14, rate == null ? null : rate.perSecond(), Types.DOUBLE);
        Columns.setInteger(statement, 15, rate == null ? null : rate.burst());
        statement.setString(16, settings.itemSchema());
        statement.setString(17, kat == null ? null : kat.item().word());
        statement.setBoolean(18, kat != null && kat.makesSchedules());
        Columns.setMillis(statement, 19, kat == null ? null : kat.rescheduleAfter());
        statement.setBoolean(20, settings.events());
        statement.setBoolean(21, settings.isDispatched());
        Columns.setInstant(
                statement, 22, queue.pause() == null ? null : queue.pause().since());
        statement.setString(23, queue.pause() == null ? null : queue.pause().note());
        Columns.setInstant(statement, 24, queue.updatedAt());
        statement.setString(25, queue.updatedBy());
        return 26;
    }
}
