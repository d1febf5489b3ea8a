package io.ordo.scheduler.http.api;

import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.work.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads retry policies. */
final class RetryForm {
    private RetryForm() {}

    /** The policy with what is absent taken from another, which it is when there are no fields at all. */
    static RetryPolicy read(@Nullable Fields fields, RetryPolicy otherwise) {
        if (fields == null) {
            return otherwise;
        }
        var retries = fields.integer("max_retries", 0, RetryPolicy.MOST_RETRIES);
        var delay = fields.duration("retry_delay", Duration.ZERO, RetryPolicy.LONGEST_DELAY);
        var factor = fields.decimal("backoff_factor", 1, RetryPolicy.LARGEST_FACTOR);
        fields.noOthers();
        return new RetryPolicy(
                Objects.requireNonNullElse(retries, otherwise.maxRetries()),
                Objects.requireNonNullElse(delay, otherwise.delay()),
                Objects.requireNonNullElse(factor, otherwise.backoffFactor()));
    }
}
