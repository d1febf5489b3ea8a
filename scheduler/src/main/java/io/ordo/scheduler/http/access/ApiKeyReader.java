package io.ordo.scheduler.http.access;

import io.micronaut.security.token.reader.HttpHeaderTokenReader;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Finds the API key of a request in its header X-API-Key. */
@Singleton
final class ApiKeyReader extends HttpHeaderTokenReader {
    static final String HEADER = "X-API-Key";

    @Override
    protected @Nullable String getPrefix() {
        return null;
    }

    @Override
    protected String getHeaderName() {
        return HEADER;
    }
}
