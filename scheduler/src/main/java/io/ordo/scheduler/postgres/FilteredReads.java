package io.ordo.scheduler.postgres;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Queries with filters that come from outside: checked before they are asked, given up when they take long, and only so
 * many at once, because each occupies a connection that pops and pushes need, too.
 */
public final class FilteredReads {
    /** The database gave a statement up. */
    private static final String CANCELLED = "57014";

    /** A limit of the database: the stack's depth, the length of a list of words. */
    private static final String LIMIT_EXCEEDED = "54";

    /** Who finds no place among those that are asked is told so after this. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Database database;
    private final Duration longest;
    private final Semaphore room;

    /**
     * @param longest after which a query is given up, in whole milliseconds; it may wait a second for its turn besides
     * @param most how many are asked at once
     */
    public FilteredReads(Database database, Duration longest, int most) {
        this.database = database;
        this.longest = longest;
        this.room = new Semaphore(most, true);
    }

    /**
     * What the queries find, all of them at one moment.
     *
     * @throws FilterRefused when a JSON path in it is none
     * @throws FilterTooSlow when one of them takes too long
     * @throws OverloadedException when there are too many at this moment
     */
    public <T> T inTime(Filter filter, Supplier<T> queries) {
        return inTime(Filter.words(filter), () -> {
            check(filter);
            return queries.get();
        });
    }

    /**
     * What the queries find, all of them at one moment; as a part of what is going on where something is.
     *
     * @param words what they filter by
     * @throws FilterTooSlow when one of them takes too long
     */
    public <T> T inTime(List<String> words, Supplier<T> queries) {
        try {
            return asked(queries);
        } catch (DataAccessException refused) {
            if (!(refused.getCause() instanceof SQLException sql) || sql.getSQLState() == null) {
                throw refused;
            }
            if (CANCELLED.equals(sql.getSQLState())) {
                throw new FilterTooSlow(words, longest);
            }
            throw sql.getSQLState().startsWith(LIMIT_EXCEEDED) ? FilterRefused.beyondTheDatabase(words) : refused;
        }
    }

    private <T> T asked(Supplier<T> queries) {
        await();
        try {
            return database.isOngoing() ? asAPart(queries) : alone(queries);
        } finally {
            room.release();
        }
    }

    private <T> T alone(Supplier<T> queries) {
        return database.atOneMoment(() -> {
            limitTime();
            return queries.get();
        });
    }

    /** Has a connection already, and goes on after this. */
    private <T> T asAPart(Supplier<T> queries) {
        limitTime();
        T found = queries.get();
        database.update(UNLIMIT_TIME, Parameters.NONE);
        return found;
    }

    private void await() {
        try {
            if (room.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        throw new OverloadedException("as many searches are under way as may be");
    }

    /** For this transaction: what takes longer is given up by the database. */
    private static final String LIMIT_TIME = """
            SELECT set_config('statement_timeout', ?, true) AS longest
            """;

    /** For what else this transaction does. */
    private static final String UNLIMIT_TIME = """
            SET LOCAL statement_timeout TO DEFAULT
            """;

    private void limitTime() {
        database.query(
                LIMIT_TIME,
                statement -> statement.setString(1, String.valueOf(longest.toMillis())),
                row -> row.getString("longest"));
    }

    /** Reads nothing. */
    private static final String NO_PATHS = """
            SELECT given.path
            FROM unnest(cast(? AS text[])) AS given (path)
            WHERE NOT pg_input_is_valid(given.path, 'jsonpath')
            """;

    /** Looks at what of a filter only the database can judge. */
    private void check(Filter filter) {
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
}
