package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpStatus;
import io.ordo.api.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** A request is refused; the answer says what to change. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String detail;
    private final transient List<FieldError> errors;
    private int retryAfterSeconds;

    private ProblemException(HttpStatus status, String code, String detail, List<FieldError> errors) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    /** The request as a whole is refused. */
    public static ProblemException of(HttpStatus status, String code, String detail) {
        return new ProblemException(status, code, detail, List.of());
    }

    /** Single fields of a request that is otherwise understood are refused, all at once. */
    public static ProblemException invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? sentence(errors.getFirst())
                : errors.size() + " fields must be changed; see errors.";
        return new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY, "invalid_fields", detail, errors);
    }

    private static String sentence(FieldError error) {
        return error.field().isEmpty() ? error.message() : error.field() + ": " + error.message();
    }

    /** A field is refused for a reason the whole answer is about. */
    public static ProblemException of(HttpStatus status, String code, String detail, FieldError error) {
        return new ProblemException(status, code, detail, List.of(error));
    }

    /** The same, with a hint when to try again. */
    public ProblemException retryAfter(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /** When to try again; 0 for no hint. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The status it is answered with. */
    public HttpStatus status() {
        return status;
    }

    /** A stable word for what is wrong. */
    public String code() {
        return code;
    }

    /** What to change. */
    public String detail() {
        return detail;
    }

    /** Everything that is to be changed, a sentence each in one line. */
    public String all() {
        return errors.isEmpty()
                ? detail
                : errors.stream().map(ProblemException::sentence).collect(Collectors.joining(" "));
    }

    /** What is wrong with single fields; empty when the request as a whole is refused. */
    public List<FieldError> errors() {
        return errors;
    }
}
