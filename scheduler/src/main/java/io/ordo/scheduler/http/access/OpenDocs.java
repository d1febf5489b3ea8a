package io.ordo.scheduler.http.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Lets everybody read the API's documentation, where the operator opened it. */
@Singleton
@Requires(property = "ordo.docs-open", value = "true")
final class OpenDocs implements SecurityRule<HttpRequest<?>> {
    private static final int BEFORE_ALL_OTHERS = -1_000;
    private static final Pattern DOCS = Pattern.compile("/(docs|redoc|openapi\\.yml)(/.*)?");

    @Override
    public Publisher<SecurityRuleResult> check(@Nullable HttpRequest<?> request, @Nullable Authentication caller) {
        boolean isDocs = request != null && DOCS.matcher(request.getPath()).matches();
        return Publishers.just(isDocs ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
    }

    @Override
    public int getOrder() {
        return BEFORE_ALL_OTHERS;
    }
}
