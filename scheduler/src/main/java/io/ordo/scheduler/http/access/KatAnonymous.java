package io.ordo.scheduler.http.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.ordo.scheduler.http.request.KatPaths;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * Lets OpenKAT's clients in, which know no keys, where the operator opened their paths. What these paths serve is
 * OpenKAT's queues alone, whoever asks. A request that shows a key is judged by it.
 */
@Singleton
@Requires(property = "ordo.kat-open", value = "true")
final class KatAnonymous implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String NAME = "kat-anonymous";

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        boolean isLetIn = KatPaths.isOne(request) && !request.getHeaders().contains(ApiKeyReader.HEADER);
        return isLetIn ? Publishers.just(Authentication.build(NAME, List.of(NAME))) : Publishers.empty();
    }
}
