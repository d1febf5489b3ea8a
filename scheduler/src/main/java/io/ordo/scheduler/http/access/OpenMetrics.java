package io.ordo.scheduler.http.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Lets everybody read the metrics, where the operator opened them. */
@Singleton
@Requires(property = "ordo.metrics-open", value = "true")
final class OpenMetrics implements SecurityRule<HttpRequest<?>> {
    private static final int BEFORE_ALL_OTHERS = -1_000;

    @Override
    public Publisher<SecurityRuleResult> check(@Nullable HttpRequest<?> request, @Nullable Authentication caller) {
        boolean isThere = request != null && request.getPath().equals("/metrics");
        return Publishers.just(isThere ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
    }

    @Override
    public int getOrder() {
        return BEFORE_ALL_OTHERS;
    }
}
