package io.ordo.scheduler.http.problem;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpStatus;
import java.sql.SQLException;
import java.util.Optional;

/** Tells what whoever asked can change from what is Ordo's own trouble. */
public final class Blame {
    /** What a failure is that the driver never heard of: the pool had no connection to give. */
    private static final String NO_CONNECTION = "08000";

    /** A key that leads nowhere: jobs and templates name queues, and nothing else names anything. */
    private static final String QUEUE_GONE = "23503";

    private static final String NOT_STORABLE = "22";

    private Blame() {}

    /** What whoever asked is to change, so that this does not fail again; empty when it is not for them to change. */
    public static Optional<ProblemException> on(Throwable failure) {
        return switch (failure) {
            case ProblemException refusal -> Optional.of(refusal);
            case DataAccessException data -> on(sqlState(data));
            default -> Optional.empty();
        };
    }

    private static Optional<ProblemException> on(String state) {
        if (state.equals(QUEUE_GONE)) {
            return Optional.of(ProblemException.of(
                    HttpStatus.NOT_FOUND, "queue_unknown", "The queue was removed in this very moment; name another."));
        }
        return state.startsWith(NOT_STORABLE)
                ? Optional.of(ProblemException.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "value_not_storable",
                        "A value cannot be stored: it is too large a number or not valid text. Change it."))
                : Optional.empty();
    }

    /** As the database names what went wrong. */
    static String sqlState(DataAccessException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.ofNullable(sql.getSQLState()).orElse(NO_CONNECTION);
            }
        }
        return NO_CONNECTION;
    }
}
