package io.ordo.scheduler.postgres;

import io.ordo.scheduler.task.Charge;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Withdrawn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How ranks and what they are made of stand in rows. */
public final class RankedRows {
    private RankedRows() {}

    /** Adds rank, arrived_at, ranker, expected_millis, level and offsets as text, in this order. */
    public static <T> FieldArrays<T> with(FieldArrays<T> arrays, Function<T, @Nullable Ranked> ranked)
            throws SQLException {
        return arrays.withLongs(item -> get(ranked.apply(item), Ranked::rank))
                .withInstants(item -> get(ranked.apply(item), Ranked::arrival))
                .withLongs(item -> get(ranked.apply(item), Ranked::ranker))
                .withMillis(item -> get(ranked.apply(item), Ranked::expected))
                .withIntegers(item -> get(ranked.apply(item), Ranked::level))
                .withTexts(item -> get(ranked.apply(item), one -> text(one.offsets())));
    }

    private static <V> @Nullable V get(@Nullable Ranked ranked, Function<Ranked, @Nullable V> field) {
        return ranked == null ? null : field.apply(ranked);
    }

    /** An array as the database writes it. */
    public static String text(List<Long> offsets) {
        String list = offsets.toString();
        return "{" + list.substring(1, list.length() - 1) + "}";
    }

    /** The columns rank, arrived_at, ranker, expected_millis, level and offsets. */
    public static Ranked ranked(ResultSet row) throws SQLException {
        var offsets = (Integer[]) row.getArray("offsets").getArray();
        return new Ranked(
                row.getLong("rank"),
                Columns.instant(row, "arrived_at"),
                row.getLong("ranker"),
                Columns.millisOrNull(row, "expected_millis"),
                Columns.integerOrNull(row, "level"),
                Arrays.stream(offsets).map(Integer::longValue).toList());
    }

    /** Sets rank, arrived_at, ranker, expected_millis, level and offsets as text, from the given parameter on. */
    public static void set(PreparedStatement statement, int first, Ranked ranked) throws SQLException {
        statement.setLong(first, ranked.rank());
        Columns.setInstant(statement, first + 1, ranked.arrival());
        statement.setLong(first + 2, ranked.ranker());
        Columns.setMillis(statement, first + 3, ranked.expected());
        Columns.setInteger(statement, first + 4, ranked.level());
        statement.setString(first + 5, text(ranked.offsets()));
    }

    /** The columns task_id and queue, and those of {@link #charge}. */
    public static Withdrawn withdrawn(ResultSet row) throws SQLException {
        return new Withdrawn(Columns.uuid(row, "task_id"), row.getString("queue"), charge(row));
    }

    /** The columns tenant, level and expected_millis; null when nobody was charged. */
    public static @Nullable Charge charge(ResultSet row) throws SQLException {
        var level = Columns.integerOrNull(row, "level");
        var tenant = row.getString("tenant");
        return level == null || tenant == null
                ? null
                : new Charge(tenant, level, Duration.ofMillis(row.getLong("expected_millis")));
    }
}
