package io.ordo.scheduler.http.lane;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.ordo.scheduler.claiming.Caller;
import org.jspecify.annotations.Nullable;

/** A request in the fast lane. */
public final class HotRequest {
    private final QueryStringDecoder uri;
    private final byte[] body;
    private final Caller caller;

    HotRequest(String uri, byte[] body, Caller caller) {
        this.uri = new QueryStringDecoder(uri);
        this.body = body;
        this.caller = caller;
    }

    public String path() {
        return uri.path();
    }

    /** The first value of a parameter of the query; null when there is none. */
    public @Nullable String parameter(String name) {
        var values = uri.parameters().get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Nobody changes it. */
    public byte[] body() {
        return body;
    }

    /** Who sent it. */
    public Caller caller() {
        return caller;
    }
}
