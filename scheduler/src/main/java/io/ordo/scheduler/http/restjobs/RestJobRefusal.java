package io.ordo.scheduler.http.restjobs;

import io.micronaut.http.HttpStatus;
import io.ordo.api.FieldError;
import java.util.List;

/** A request is refused in RestJobScheduler's words. */
final class RestJobRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String words;
    private final transient List<FieldError> errors;

    RestJobRefusal(HttpStatus status, String words) {
        this(status, words, List.of());
    }

    /** @param errors what is wrong with single fields, which RestJobScheduler itself does not say */
    RestJobRefusal(HttpStatus status, String words, List<FieldError> errors) {
        super(words, null, false, false);
        this.status = status;
        this.words = words;
        this.errors = List.copyOf(errors);
    }

    HttpStatus status() {
        return status;
    }

    String words() {
        return words;
    }

    List<FieldError> errors() {
        return errors;
    }
}
