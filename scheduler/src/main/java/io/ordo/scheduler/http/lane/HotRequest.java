package io.ordo.scheduler.http.lane;

import io.ordo.scheduler.claiming.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request in the fast lane.
 *
 * @param parameters of the query, decoded
 * @param caller who sent it
 */
public record HotRequest(String path, Map<String, List<String>> parameters, byte[] body, Caller caller) {
    /** The first value of a parameter; null when there is none. */
    public @Nullable String parameter(String name) {
        var values = parameters.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
