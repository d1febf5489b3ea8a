package io.ordo.scheduler.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets one array of each field of a list of items: a statement unnests them to rows in the same order. */
public final class Arrays<T> {
    private final PreparedStatement statement;
    private final List<T> items;
    private int next;

    private Arrays(PreparedStatement statement, int first, List<T> items) {
        this.statement = statement;
        this.next = first;
        this.items = items;
    }

    /** Begins at the given parameter. */
    public static <T> Arrays<T> of(PreparedStatement statement, int first, List<T> items) {
        return new Arrays<>(statement, first, items);
    }

    /** Sets the next parameter to values of a type of the database, as the driver writes them. */
    public Arrays<T> with(String type, Function<T, ? extends @Nullable Object> field) throws SQLException {
        Object[] values = items.stream().map(field).toArray();
        statement.setArray(next, statement.getConnection().createArrayOf(type, values));
        next++;
        return this;
    }

    public Arrays<T> withInstants(Function<T, @Nullable Instant> field) throws SQLException {
        return with("timestamptz", item -> Objects.toString(field.apply(item), null));
    }

    public Arrays<T> withMillis(Function<T, @Nullable Duration> field) throws SQLException {
        return with("bigint", item -> {
            var duration = field.apply(item);
            return duration == null ? null : duration.toMillis();
        });
    }

    /** The next free parameter. */
    public int next() {
        return next;
    }
}
