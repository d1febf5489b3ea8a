package io.ordo.scheduler.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sets one array of each field of a list of items: a statement unnests them together to rows in the same order. The
 * first must be of a field that every item has: where none has a field, its array is empty, and unnested to as many
 * NULLs as are wanted.
 *
 * <p>What is executed all the time takes the first array as {@code (SELECT cast(? AS uuid[]))}. The planner then does
 * not know its length, and uses one plan again; where it knows, it makes a new plan for each short array, which takes
 * longer than what is planned.
 */
public final class FieldArrays<T> {
    private final PreparedStatement statement;
    private final List<T> items;
    private int next;

    private FieldArrays(PreparedStatement statement, int first, List<T> items) {
        this.statement = statement;
        this.next = first;
        this.items = items;
    }

    /** Begins at the given parameter. */
    public static <T> FieldArrays<T> of(PreparedStatement statement, int first, List<T> items) {
        return new FieldArrays<>(statement, first, items);
    }

    public FieldArrays<T> withUuids(Function<T, ? extends @Nullable UUID> field) throws SQLException {
        return with(BinaryArray.UUIDS, field);
    }

    public FieldArrays<T> withTexts(Function<T, ? extends @Nullable String> field) throws SQLException {
        return with(BinaryArray.texts(BinaryArray.driver(statement)), field);
    }

    public FieldArrays<T> withIntegers(Function<T, ? extends @Nullable Integer> field) throws SQLException {
        return with(BinaryArray.INTEGERS, field);
    }

    public FieldArrays<T> withLongs(Function<T, ? extends @Nullable Long> field) throws SQLException {
        return with(BinaryArray.LONGS, field);
    }

    public FieldArrays<T> withDoubles(Function<T, ? extends @Nullable Double> field) throws SQLException {
        return with(BinaryArray.DOUBLES, field);
    }

    public FieldArrays<T> withInstants(Function<T, ? extends @Nullable Instant> field) throws SQLException {
        return with(BinaryArray.INSTANTS, field);
    }

    public FieldArrays<T> withMillis(Function<T, ? extends @Nullable Duration> field) throws SQLException {
        return withLongs(item -> {
            var duration = field.apply(item);
            return duration == null ? null : duration.toMillis();
        });
    }

    /** The next free parameter. */
    public int next() {
        return next;
    }

    private <V> FieldArrays<T> with(BinaryArray<V> array, Function<T, ? extends @Nullable V> field)
            throws SQLException {
        var values = new ArrayList<@Nullable V>(items.size());
        items.forEach(item -> values.add(field.apply(item)));
        if (values.stream().allMatch(Objects::isNull)) {
            values.clear();
        }
        statement.setArray(next, array.of(BinaryArray.driver(statement), values));
        next++;
        return this;
    }
}
