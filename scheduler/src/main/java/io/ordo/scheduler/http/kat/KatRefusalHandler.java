package io.ordo.scheduler.http.kat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.api.kat.KatError;
import io.ordo.api.kat.KatInvalid;
import jakarta.inject.Singleton;

/** Answers refusals in OpenKAT's envelope. */
@Singleton
public final class KatRefusalHandler implements ExceptionHandler<KatRefusal, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface's own
    public HttpResponse<?> handle(HttpRequest request, KatRefusal refusal) {
        Object body = refusal.issues().isEmpty() ? new KatError(refusal.detail()) : new KatInvalid(refusal.issues());
        var response = HttpResponse.status(refusal.status()).body(body);
        refusal.headers().forEach(response::header);
        return response;
    }
}
