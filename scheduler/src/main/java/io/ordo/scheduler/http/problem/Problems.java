package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.ordo.api.FieldError;
import io.ordo.api.Problem;
import java.util.List;

/** Builds problem answers. */
final class Problems {
    /** RFC 9457. */
    private static final MediaType PROBLEM_JSON = MediaType.of("application/problem+json");

    private Problems() {}

    static MutableHttpResponse<Problem> answer(HttpStatus status, String code, String detail) {
        return answer(status, code, detail, List.of());
    }

    static MutableHttpResponse<Problem> answer(HttpStatus status, String code, String detail, List<FieldError> errors) {
        return fill(HttpResponse.status(status), code, detail, errors);
    }

    static MutableHttpResponse<Problem> fill(
            MutableHttpResponse<?> response, String code, String detail, List<FieldError> errors) {
        var status = response.status();
        var problem = new Problem("about:blank", status.getReason(), status.getCode(), detail, code, errors);
        return response.body(problem).contentType(PROBLEM_JSON);
    }
}
