package io.ordo.scheduler.http.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.KatPaths;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * Lets OpenKAT's clients in, which know no keys, where the operator opened their paths. What these paths serve them is
 * OpenKAT's alone: client schedules, at the same paths, look whether the caller shows a key. A request that shows one
 * is judged by it.
 */
@Singleton
@Requires(property = "ordo.kat-open", value = "true")
final class KatAnonymous implements AuthenticationFetcher<HttpRequest<?>> {
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        boolean isLetIn = KatPaths.isOne(request) && !request.getHeaders().contains(ApiKeyReader.HEADER);
        return isLetIn
                ? Publishers.just(Authentication.build(Callers.KAT_ANONYMOUS, List.of(Callers.KAT_ANONYMOUS)))
                : Publishers.empty();
    }
}
