package io.ordo.scheduler.postgres;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Concurrency;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Words;
import io.ordo.scheduler.work.Work;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the domain's values stand in columns. */
public final class Columns {
    private Columns() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static @Nullable UUID uuidOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** The columns rank, seq and task_id of a queued task. */
    public static Place place(ResultSet row) throws SQLException {
        return new Place(row.getLong("rank"), row.getLong("seq"), uuid(row, "task_id"));
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static @Nullable Duration millisOrNull(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }

    public static @Nullable Integer integerOrNull(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    /** The columns kat_item, makes_schedules and reschedule_after_millis of a queue; null for none of OpenKAT. */
    public static @Nullable KatRules katRulesOrNull(ResultSet row) throws SQLException {
        String item = row.getString("kat_item");
        return item == null
                ? null
                : new KatRules(
                        KatRules.Item.valueOf(item.toUpperCase(Locale.ROOT)),
                        row.getBoolean("makes_schedules"),
                        millisOrNull(row, "reschedule_after_millis"));
    }

    /** The columns task_id and fence. */
    public static LeaseKey leaseKey(ResultSet row) throws SQLException {
        return new LeaseKey(uuid(row, "task_id"), row.getLong("fence"));
    }

    /** The columns max_retries, retry_delay_millis and backoff_factor. */
    public static RetryPolicy retry(ResultSet row) throws SQLException {
        return new RetryPolicy(
                row.getInt("max_retries"),
                Duration.ofMillis(row.getLong("retry_delay_millis")),
                row.getDouble("backoff_factor"));
    }

    /** The work a row of job or task holds in its columns of these names. */
    public static Work work(ResultSet row) throws SQLException {
        return new Work(
                row.getString("queue"),
                row.getString("tenant"),
                row.getInt("priority"),
                row.getString("payload"),
                retry(row),
                Duration.ofMillis(row.getLong("timeout_millis")),
                target(row),
                concurrency(row));
    }

    private static @Nullable Concurrency concurrency(ResultSet row) throws SQLException {
        String key = row.getString("concurrency_key");
        return key == null ? null : new Concurrency(key, row.getInt("concurrency_max"));
    }

    /** The gates in the column limits; empty when it is NULL. */
    public static List<String> limits(ResultSet row) throws SQLException {
        var limits = row.getArray("limits");
        return limits == null
                ? List.of()
                : Stream.of((String[]) limits.getArray())
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** The columns target, target_settings and connection. */
    public static @Nullable Target target(ResultSet row) throws SQLException {
        String kind = row.getString("target");
        return kind == null
                ? null
                : new Target(
                        Words.read(Target.Kind.class, kind).orElseThrow(),
                        row.getString("connection"),
                        row.getString("target_settings"));
    }

    /**
     * Sets queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor and timeout_millis, in
     * this order, from the given parameter on.
     *
     * @return the next free parameter
     */
    public static int setWork(PreparedStatement statement, int first, Work work) throws SQLException {
        statement.setString(first, work.queue());
        statement.setString(first + 1, work.tenant());
        statement.setInt(first + 2, work.priority());
        statement.setString(first + 3, work.payload());
        statement.setInt(first + 4, work.retry().maxRetries());
        statement.setLong(first + 5, work.retry().delay().toMillis());
        statement.setDouble(first + 6, work.retry().backoffFactor());
        statement.setLong(first + 7, work.timeout().toMillis());
        return first + 8;
    }

    public static void setInstant(PreparedStatement statement, int index, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }
    }

    public static void setMillis(PreparedStatement statement, int index, @Nullable Duration duration)
            throws SQLException {
        if (duration == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, duration.toMillis());
        }
    }

    public static void setInteger(PreparedStatement statement, int index, @Nullable Integer number)
            throws SQLException {
        if (number == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setInt(index, number);
        }
    }
}
