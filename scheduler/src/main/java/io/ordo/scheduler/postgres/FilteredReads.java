package io.ordo.scheduler.postgres;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value.Text;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Queries with filters that come from outside: checked before they are asked, and given up when they take long. */
public final class FilteredReads {
    /** The database gave a statement up. */
    private static final String CANCELLED = "57014";

    private final Database database;
    private final Duration longest;

    /** @param longest after which a query is given up, in whole milliseconds */
    public FilteredReads(Database database, Duration longest) {
        this.database = database;
        this.longest = longest;
    }

    /** Reads nothing. */
    private static final String NO_PATHS = """
            SELECT given.path
            FROM unnest(cast(? AS text[])) AS given (path)
            WHERE NOT pg_input_is_valid(given.path, 'jsonpath')
            """;

    /**
     * Looks at what of a filter only the database can judge.
     *
     * @throws FilterRefused when a JSON path in it is none
     */
    public void check(Filter filter) {
        var paths = filter.conditions()
                .filter(condition ->
                        condition.operator().takes() == Operator.Takes.PATH && condition.kind() == Kind.JSON)
                .map(Condition::value)
                .filter(Text.class::isInstance)
                .map(path -> ((Text) Objects.requireNonNull(path)).text())
                .toList();
        if (paths.isEmpty()) {
            return;
        }
        database
                .query(
                        NO_PATHS,
                        statement ->
                                statement.setArray(1, statement.getConnection().createArrayOf("text", paths.toArray())),
                        row -> row.getString("path"))
                .stream()
                .findFirst()
                .ifPresent(path -> {
                    throw new FilterRefused(path + " is no JSON path");
                });
    }

    /** For this transaction: what takes longer is given up by the database. */
    private static final String LIMIT_TIME = """
            SELECT set_config('statement_timeout', ?, true) AS longest
            """;

    /**
     * What the queries find, all of them at one moment.
     *
     * @throws FilterRefused as {@link #check}
     * @throws FilterTooSlow when one of them takes too long
     */
    public <T> T inTime(Filter filter, Supplier<T> queries) {
        check(filter);
        try {
            return database.atOneMoment(() -> {
                database.query(
                        LIMIT_TIME,
                        statement -> statement.setString(1, String.valueOf(longest.toMillis())),
                        row -> row.getString("longest"));
                return queries.get();
            });
        } catch (DataAccessException refused) {
            if (refused.getCause() instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                throw new FilterTooSlow(filter, longest);
            }
            throw refused;
        }
    }
}
