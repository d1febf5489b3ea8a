package io.ordo.scheduler.http.lane;

import java.util.function.Supplier;

/**
 * What a request in the fast lane is answered.
 *
 * @param status of HTTP
 * @param type the media type of the body
 * @param body written on the connection's own thread, not on the one that commits
 */
public record HotAnswer(int status, String type, Supplier<String> body) {
    /** An answer in JSON. */
    public static HotAnswer json(int status, Supplier<String> body) {
        return new HotAnswer(status, "application/json", body);
    }
}
