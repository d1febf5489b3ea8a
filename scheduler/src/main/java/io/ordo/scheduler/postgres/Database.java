package io.ordo.scheduler.postgres;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import io.micronaut.transaction.support.TransactionSynchronization;
import io.ordo.scheduler.commit.Commits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements in transactions, those it joins or its own. Whatever goes wrong on the way is a
 * {@link DataAccessException}, with the database's own exception as its cause where there is one.
 */
public final class Database implements Commits {
    private static final TransactionDefinition ONE_MOMENT = new TransactionDefinition() {
        @Override
        public Optional<Isolation> getIsolationLevel() {
            return Optional.of(Isolation.REPEATABLE_READ);
        }

        @Override
        public Optional<Boolean> isReadOnly() {
            return Optional.of(true);
        }
    };

    /** One statement commits itself: a round trip less than a transaction around it. */
    private static final TransactionDefinition ONE_STATEMENT =
            TransactionDefinition.of(TransactionDefinition.Propagation.SUPPORTS);

    /** What a failure is that the driver never heard of: the pool had no connection to give. */
    private static final String NO_CONNECTION = "08000";

    private static final String UNIQUE_VIOLATION = "23505";

    private final TransactionOperations<Connection> transactions;

    public Database(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean isAway(Throwable failure) {
        return failure instanceof DataAccessException refused && isAway(sqlState(refused));
    }

    /** No connection, no resources left, or a server that ends; not a statement that was cancelled. */
    private static boolean isAway(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static String sqlState(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return NO_CONNECTION;
    }

    /** Makes everything in there one transaction; what it throws rolls all of it back. */
    public <T> T atomically(Supplier<T> work) {
        return transactionally(TransactionDefinition.DEFAULT, _ -> work.get());
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return atomically(work);
    }

    @Override
    public boolean isOngoing() {
        return transactions.findTransactionStatus().isPresent();
    }

    @Override
    public void afterwards(Runnable work) {
        transactions
                .findTransactionStatus()
                .ifPresentOrElse(
                        ongoing -> ongoing.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                work.run();
                            }
                        }),
                        work);
    }

    @Override
    public void unless(Runnable work) {
        transactions
                .findTransactionStatus()
                .ifPresent(ongoing -> ongoing.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(Status status) {
                        if (status != Status.COMMITTED) {
                            work.run();
                        }
                    }
                }));
    }

    /** Makes every query in there see the same moment. */
    public <T> T atOneMoment(Supplier<T> queries) {
        return transactionally(ONE_MOMENT, _ -> queries.get());
    }

    /** The rows a statement answers with, in its order. */
    public <T> List<T> query(String sql, Parameters parameters, Row<T> row) {
        return execute(sql, statement -> {
            parameters.set(statement);
            return rows(statement, row);
        });
    }

    /** The first row of the answer; empty when there is none. */
    public <T> Optional<T> queryOne(String sql, Parameters parameters, Row<T> row) {
        return query(sql, parameters, row).stream().findFirst();
    }

    /**
     * As {@link #query}, as a part of a transaction that goes on when another row has a key the statement needs.
     *
     * @return empty when one has; then the statement has done nothing
     */
    public <T> Optional<List<T>> queryUnlessTaken(String sql, Parameters parameters, Row<T> row) {
        return execute(sql, statement -> {
            parameters.set(statement);
            var connection = statement.getConnection();
            var before = connection.setSavepoint();
            try {
                var rows = rows(statement, row);
                connection.releaseSavepoint(before);
                return Optional.of(rows);
            } catch (SQLException refused) {
                if (!isTaken(refused)) {
                    throw refused;
                }
                connection.rollback(before);
                return Optional.empty();
            }
        });
    }

    /** Whether a statement failed because another row has a key it needs. */
    public static boolean isTaken(@Nullable Throwable failure) {
        return failure instanceof SQLException refused && UNIQUE_VIOLATION.equals(refused.getSQLState());
    }

    /** How many rows the statement changed. */
    public int update(String sql, Parameters parameters) {
        return execute(sql, statement -> {
            parameters.set(statement);
            return statement.executeUpdate();
        });
    }

    private <T> T execute(String sql, Execution<T> execution) {
        return transactionally(ONE_STATEMENT, connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return execution.apply(statement);
            } catch (SQLException refused) {
                throw new DataAccessException("statement refused", refused);
            }
        });
    }

    private <T> T transactionally(TransactionDefinition definition, Function<Connection, T> work) {
        try {
            return transactions.execute(definition, transaction -> work.apply(transaction.getConnection()));
        } catch (TransactionException | ConnectionException | CannotGetJdbcConnectionException unreachable) {
            boolean isAway = isAway(sqlState(unreachable));
            throw new DataAccessException(
                    isAway ? "the database does not answer" : "the transaction failed", unreachable);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> row) throws SQLException {
        try (var results = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (results.next()) {
                rows.add(row.read(results));
            }
            return rows;
        }
    }

    /** Sets the parameters of a statement, counted from 1. */
    @FunctionalInterface
    public interface Parameters {
        /** For statements that have none. */
        Parameters NONE = _ -> {};

        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Execution<T> {
        T apply(PreparedStatement statement) throws SQLException;
    }
}
