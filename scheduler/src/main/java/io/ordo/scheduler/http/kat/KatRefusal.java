package io.ordo.scheduler.http.kat;

import io.micronaut.http.HttpStatus;
import io.ordo.api.kat.KatInvalid.Issue;
import java.util.List;
import java.util.Map;

/** A request on one of OpenKAT's paths is refused, in OpenKAT's words. */
public final class KatRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String detail;
    private final transient List<Issue> issues;
    private final transient Map<String, String> headers;

    private KatRefusal(HttpStatus status, String detail, List<Issue> issues, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.issues = List.copyOf(issues);
        this.headers = Map.copyOf(headers);
    }

    public static KatRefusal notFound(String message) {
        return of(HttpStatus.NOT_FOUND, "Resource not found: " + message);
    }

    public static KatRefusal badRequest(String message) {
        return of(HttpStatus.BAD_REQUEST, "Bad request error occurred: " + message);
    }

    public static KatRefusal validation(String message) {
        return of(HttpStatus.BAD_REQUEST, "Validation error occurred: " + message);
    }

    public static KatRefusal filters(String message) {
        return of(HttpStatus.BAD_REQUEST, "Invalid filter(s): " + message);
    }

    /** With a hint to try again in a minute. */
    public static KatRefusal conflict(String message) {
        return new KatRefusal(
                HttpStatus.CONFLICT, "Conflict error occurred: " + message, List.of(), Map.of("Retry-After", "60"));
    }

    public static KatRefusal tooMany() {
        return of(HttpStatus.TOO_MANY_REQUESTS, "Too many requests");
    }

    /** Single values are wrong; all of them at once. */
    public static KatRefusal invalid(List<Issue> issues) {
        return new KatRefusal(HttpStatus.UNPROCESSABLE_ENTITY, "invalid values", issues, Map.of());
    }

    private static KatRefusal of(HttpStatus status, String detail) {
        return new KatRefusal(status, detail, List.of(), Map.of());
    }

    public HttpStatus status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    public List<Issue> issues() {
        return issues;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
