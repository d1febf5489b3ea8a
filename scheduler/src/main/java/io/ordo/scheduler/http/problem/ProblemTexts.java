package io.ordo.scheduler.http.problem;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import io.ordo.api.Problem;
import io.ordo.api.kat.KatError;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problems as text, for answers that are not written by the framework. */
@Singleton
public final class ProblemTexts {
    private static final String TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemTexts.class);

    private final JsonMapper mapper;

    ProblemTexts(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * What a request is answered that failed.
     *
     * @param where method and path, for the log
     */
    public Text of(String where, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var answer = switch (cause) {
            case ProblemException refusal -> ProblemHandler.answer(refusal);
            case DataAccessException data -> DataExceptionHandler.answer(where, data);
            default -> broken(where, cause);
        };
        return text(answer.status(), TYPE, Objects.requireNonNull(answer.body()));
    }

    /** A request is refused. */
    public Text of(HttpStatus status, String code, String detail) {
        return text(
                status,
                TYPE,
                Objects.requireNonNull(Problems.answer(status, code, detail).body()));
    }

    /** A request on one of OpenKAT's paths is refused. */
    public Text ofKat(HttpStatus status, String detail) {
        return text(status, "application/json", new KatError(detail));
    }

    private Text text(HttpStatus status, String type, Object body) {
        try {
            return new Text(status.getCode(), type, mapper.writeValueAsString(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static MutableHttpResponse<Problem> broken(String where, Throwable cause) {
        var incident = UUID.randomUUID();
        LOG.error("request_failed incident={} request=\"{}\" next=answered_500", incident, where, cause);
        return Problems.answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal_error",
                "Ordo failed, not you. Incident " + incident + " is in its log.");
    }

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param type the media type of the body
     * @param body JSON
     */
    public record Text(int status, String type, String body) {}
}
