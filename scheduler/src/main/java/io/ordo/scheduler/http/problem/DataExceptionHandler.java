package io.ordo.scheduler.http.problem;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.api.Problem;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what the database would not do: a value it cannot keep is the caller's to change, a queue that is gone his to
 * do without, anything else is ours.
 * Neither answer shows SQL.
 */
@Singleton
final class DataExceptionHandler implements ExceptionHandler<DataAccessException, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(DataExceptionHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, DataAccessException exception) {
        return answer(request.getMethodName() + " " + request.getPath(), exception);
    }

    /** @param where method and path of the request, for the log */
    static MutableHttpResponse<Problem> answer(String where, DataAccessException exception) {
        return Blame.on(exception).map(ProblemHandler::answer).orElseGet(() -> ours(where, exception));
    }

    private static MutableHttpResponse<Problem> ours(String where, DataAccessException exception) {
        return switch (Blame.sqlState(exception).substring(0, 2)) {
            // No connection; out of resources; an operator stepped in; rolled back for another's sake.
            case "08", "53", "57", "40" -> unavailable(logged(where, exception));
            default -> broken(logged(where, exception));
        };
    }

    private static UUID logged(String where, DataAccessException exception) {
        var incident = UUID.randomUUID();
        LOG.error("request_failed incident={} request=\"{}\" next=answered", incident, where, exception);
        return incident;
    }

    private static MutableHttpResponse<Problem> broken(UUID incident) {
        return Problems.answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal_error",
                "Ordo failed, not you. Incident " + incident + " is in its log.");
    }

    private static MutableHttpResponse<Problem> unavailable(UUID incident) {
        return Problems.answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database_unavailable",
                        "The database did not answer, so it is unknown whether anything was changed."
                                + " Look, then try again. Incident " + incident + ".")
                .header("Retry-After", "5");
    }
}
