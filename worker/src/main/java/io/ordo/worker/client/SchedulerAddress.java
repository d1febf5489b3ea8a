package io.ordo.worker.client;

import java.net.URI;

/**
 * Where the scheduler is and how the worker shows who it is.
 *
 * @param url the base URL, with or without a slash at its end
 * @param apiKey a secret: it is not part of {@link #toString()}
 */
public record SchedulerAddress(URI url, String apiKey) {

    /** The URL of an API path that begins with a slash. */
    URI resolve(String pathAndQuery) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
