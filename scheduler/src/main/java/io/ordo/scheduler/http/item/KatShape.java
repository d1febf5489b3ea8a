package io.ordo.scheduler.http.item;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.value.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads an object field by field, the known ones in their order, and fills in what was left out. */
public final class KatShape {
    private final Map<String, JsonNode> given = new LinkedHashMap<>();
    private final Map<String, JsonNode> read = new LinkedHashMap<>();

    /** @throws Malformed when it is no object */
    KatShape(JsonNode object) {
        if (!object.isObject()) {
            throw new Malformed();
        }
        object.entries().forEach(field -> given.put(field.getKey(), field.getValue()));
    }

    public KatShape text(String name) {
        return required(name).keep(name, value -> value.isString());
    }

    public KatShape textOrNull(String name) {
        return keep(name, value -> value.isNull() || value.isString());
    }

    public KatShape idOrNull(String name) {
        return keep(
                name,
                value -> value.isNull()
                        || (value.isString()
                                && Ids.parse(value.getStringValue()).isPresent()));
    }

    public KatShape object(String name, Function<KatShape, JsonNode> reader) {
        required(name);
        read.put(name, reader.apply(new KatShape(value(name))));
        return this;
    }

    public KatShape objectOrEmpty(String name) {
        var value = value(name);
        read.put(name, value.isNull() ? JsonNode.createObjectNode(Map.of()) : new KatShape(value).whole());
        return this;
    }

    /** A list of objects; an empty one when it was left out. */
    public KatShape list(String name, Function<KatShape, JsonNode> reader) {
        var list = given.get(name);
        if (list != null && !list.isArray()) {
            throw new Malformed();
        }
        read.put(name, JsonNode.createArrayNode(items(list, reader)));
        return this;
    }

    public KatShape required(String name) {
        if (!given.containsKey(name)) {
            throw new Malformed();
        }
        return this;
    }

    /** Every field a text. */
    public JsonNode texts() {
        given.keySet().forEach(this::text);
        return whole();
    }

    /** The object, with what nobody asked for at its end. */
    public JsonNode whole() {
        given.forEach(read::putIfAbsent);
        return JsonNode.createObjectNode(read);
    }

    private KatShape keep(String name, Predicate<JsonNode> isRight) {
        var value = value(name);
        if (!isRight.test(value)) {
            throw new Malformed();
        }
        read.put(name, value);
        return this;
    }

    private JsonNode value(String name) {
        return given.getOrDefault(name, JsonNode.nullNode());
    }

    private static List<JsonNode> items(@Nullable JsonNode list, Function<KatShape, JsonNode> reader) {
        var items = new ArrayList<JsonNode>();
        if (list != null) {
            list.values().forEach(item -> items.add(reader.apply(new KatShape(item))));
        }
        return items;
    }

    /** The object has another shape. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed", null, false, false);
        }
    }
}
