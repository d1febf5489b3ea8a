package io.ordo.scheduler.http.value;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, numbers and truths, for those who know no JSON. */
public final class Plain {
    private Plain() {}

    /** An object's fields, in their order. */
    public static Map<String, @Nullable Object> map(JsonNode object) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object.entries().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        return map;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            var list = new ArrayList<@Nullable Object>();
            node.values().forEach(one -> list.add(value(one)));
            return list;
        }
        return node.isNull() ? null : node.getValue();
    }
}
