package io.ordo.scheduler.http.problem;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what the database would not do: a value it cannot keep is the caller's to change, anything else is ours.
 * Neither answer shows SQL.
 */
@Singleton
final class DataExceptionHandler implements ExceptionHandler<DataAccessException, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(DataExceptionHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, DataAccessException exception) {
        return sqlState(exception).filter(state -> state.startsWith("22")).isPresent()
                ? Problems.answer(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "value_not_storable",
                        "A value cannot be stored: it is too large a number or not valid text. Change it.")
                : unavailable(request, exception);
    }

    private static HttpResponse<?> unavailable(HttpRequest<?> request, DataAccessException exception) {
        var incident = UUID.randomUUID();
        LOG.error(
                "request_failed incident={} method={} path={} next=answered_503",
                incident,
                request.getMethodName(),
                request.getPath(),
                exception);
        return Problems.answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database_unavailable",
                        "The database did not answer, so it is unknown whether anything was changed."
                                + " Look, then try again. Incident " + incident + ".")
                .header("Retry-After", "5");
    }

    private static Optional<String> sqlState(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.ofNullable(sql.getSQLState());
            }
        }
        return Optional.empty();
    }
}
