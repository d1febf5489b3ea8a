package io.ordo.scheduler.http.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.ordo.api.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives every refusal of the HTTP server itself the one form. */
@Singleton
@Primary
final class ProblemErrors implements ErrorResponseProcessor<Problem> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrors.class);

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var status = response.status();
        return status.getCode() >= 500 ? broken(context, response) : refused(context, response, status);
    }

    private static MutableHttpResponse<Problem> refused(
            ErrorContext context, MutableHttpResponse<?> response, HttpStatus status) {
        var request = context.getRequest();
        return switch (status) {
            case UNAUTHORIZED ->
                Problems.fill(response, "key_missing", "Send a valid API key in the header X-API-Key.", List.of());
            case NOT_FOUND ->
                Problems.fill(response, "path_unknown", "There is nothing at " + request.getPath() + ".", List.of());
            case METHOD_NOT_ALLOWED ->
                Problems.fill(
                        response,
                        "method_not_allowed",
                        request.getMethodName() + " is not allowed here; allowed: " + response.header("Allow") + ".",
                        List.of());
            case REQUEST_ENTITY_TOO_LARGE ->
                Problems.fill(
                        response,
                        "body_too_large",
                        "The body, the headers or the path are larger than this server takes; send less.",
                        List.of());
            default -> Problems.fill(response, code(status), detail(context, status), List.of());
        };
    }

    private static MutableHttpResponse<Problem> broken(ErrorContext context, MutableHttpResponse<?> response) {
        var incident = UUID.randomUUID();
        var request = context.getRequest();
        LOG.error(
                "request_failed incident={} method={} path={} next=answered_{}",
                incident,
                request.getMethodName(),
                request.getPath(),
                response.status().getCode(),
                context.getRootCause().orElse(null));
        return Problems.fill(
                response,
                "internal_error",
                "Ordo failed, not you. Incident " + incident + " is in its log.",
                List.of());
    }

    private static String code(HttpStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String detail(ErrorContext context, HttpStatus status) {
        return context.getErrors().stream().findFirst().map(Error::getMessage).orElse(status.getReason());
    }
}
