package io.ordo.scheduler.http.request;

import io.ordo.api.RetryPolicyView;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.work.RetryPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How requests and answers write retry policies. */
public final class RetryPolicies {
    private RetryPolicies() {}

    /** The policy with what is absent taken from another, which it is when there are no fields at all. */
    public static RetryPolicy read(@Nullable Fields fields, RetryPolicy otherwise) {
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

    /** The policy as the wire shows it. */
    public static RetryPolicyView view(RetryPolicy retry) {
        return new RetryPolicyView(
                retry.maxRetries(),
                Seconds.of(retry.delay()),
                Seconds.plain(BigDecimal.valueOf(retry.backoffFactor())));
    }
}
