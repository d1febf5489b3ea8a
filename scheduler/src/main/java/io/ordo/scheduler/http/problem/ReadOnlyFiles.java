package io.ordo.scheduler.http.problem;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/** Files can be read, and nothing else: the framework would serve them whatever the method. */
@ServerFilter({"/docs", "/docs/**", "/redoc", "/redoc/**"})
@Order(ReadOnlyFiles.ONCE_LET_IN)
public final class ReadOnlyFiles {
    static final int ONCE_LET_IN = 40_000;

    @RequestFilter
    public @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        var method = request.getMethod();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            return null;
        }
        return Problems.answer(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "method_not_allowed",
                        request.getMethodName() + " is not allowed here; allowed: GET, HEAD.")
                .header("Allow", "GET, HEAD");
    }
}
