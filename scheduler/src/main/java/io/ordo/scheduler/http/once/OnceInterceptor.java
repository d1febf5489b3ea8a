package io.ordo.scheduler.http.once;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.json.JsonMapper;
import io.ordo.scheduler.http.once.Replays.Said;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries the POSTs of {@link Once} controllers out once. */
@Singleton
@InterceptorBean(Once.class)
final class OnceInterceptor implements MethodInterceptor<Object, Object> {
    private final Replays replays;
    private final JsonMapper mapper;

    OnceInterceptor(Replays replays, JsonMapper mapper) {
        this.replays = replays;
        this.mapper = mapper;
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> method) {
        var request = ServerRequestContext.currentRequest()
                .filter(current -> current.getMethod() == HttpMethod.POST)
                .orElse(null);
        return request == null ? method.proceed() : once(request, method);
    }

    private @Nullable Object once(HttpRequest<?> request, MethodInvocationContext<Object, Object> method) {
        int status = method.enumValue(Status.class, HttpStatus.class)
                .orElse(HttpStatus.OK)
                .getCode();
        return replays.once(request, method::proceed, answer -> said(answer, status));
    }

    private Said said(@Nullable Object answer, int status) {
        return answer instanceof HttpResponse<?> response
                ? new Said(response.code(), text(response.body()), response.header(HttpHeaders.LOCATION), List.of())
                : new Said(status, text(answer));
    }

    private @Nullable String text(@Nullable Object body) {
        try {
            return body == null ? null : mapper.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
