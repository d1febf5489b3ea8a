package io.ordo.scheduler.http.lane;

/**
 * What a request in the fast lane is answered.
 *
 * @param status of HTTP
 * @param type the media type of the body
 */
public record HotAnswer(int status, String type, String body) {
    /** An answer in JSON. */
    public static HotAnswer json(int status, String body) {
        return new HotAnswer(status, "application/json", body);
    }
}
