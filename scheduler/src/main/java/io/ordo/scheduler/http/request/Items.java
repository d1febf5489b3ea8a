package io.ordo.scheduler.http.request;

import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;

/**
 * The entries of an array of any values, to be read as fields whose names are their places.
 *
 * @param isThere whether there is such an array
 */
public record Items(Fields fields, int count, boolean isThere) {
    /**
     * The entries of a field; none when it is absent or no array, which is noted.
     *
     * @param what the entries are, in words
     */
    public static Items read(Fields fields, String name, String what) {
        var array = fields.any(name);
        if (array == null || !array.isArray()) {
            if (array != null) {
                fields.wrong(name, "type", "Must be an array of " + what + ".");
            }
            return new Items(fields, 0, false);
        }
        var places = new LinkedHashMap<String, JsonNode>();
        array.values().forEach(value -> places.put(String.valueOf(places.size()), value));
        return new Items(fields.within(name, JsonNode.createObjectNode(places)), places.size(), true);
    }
}
