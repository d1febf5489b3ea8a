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
final class KatShape {
    private final String place;
    private final Map<String, JsonNode> given = new LinkedHashMap<>();
    private final Map<String, JsonNode> read = new LinkedHashMap<>();

    /** @throws Malformed when it is no object */
    KatShape(JsonNode object) {
        this("", object);
    }

    private KatShape(String place, JsonNode object) {
        this.place = place;
        if (!object.isObject()) {
            throw new Malformed(place, "Must be an object.");
        }
        object.entries().forEach(field -> given.put(field.getKey(), field.getValue()));
    }

    KatShape text(String name) {
        return required(name).keep(name, JsonNode::isString, "Must be a text.");
    }

    KatShape textOrNull(String name) {
        return keep(name, value -> value.isNull() || value.isString(), "Must be a text or null.");
    }

    KatShape idOrNull(String name) {
        return keep(name, value -> value.isNull() || isId(value), "Must be a UUID or null.");
    }

    KatShape object(String name, Function<KatShape, JsonNode> reader) {
        required(name);
        read.put(name, reader.apply(new KatShape(at(name), value(name))));
        return this;
    }

    KatShape objectOrEmpty(String name) {
        var value = value(name);
        read.put(name, value.isNull() ? JsonNode.createObjectNode(Map.of()) : new KatShape(at(name), value).whole());
        return this;
    }

    /** A list of objects; an empty one when it was left out. */
    KatShape list(String name, Function<KatShape, JsonNode> reader) {
        var list = given.get(name);
        if (list != null && !list.isArray()) {
            throw new Malformed(at(name), "Must be an array of objects.");
        }
        read.put(name, JsonNode.createArrayNode(items(name, list, reader)));
        return this;
    }

    KatShape required(String name) {
        if (!given.containsKey(name)) {
            throw new Malformed(at(name), "This field is required.");
        }
        return this;
    }

    /** Every field a text. */
    JsonNode texts() {
        given.keySet().forEach(this::text);
        return whole();
    }

    /** The object, with what nobody asked for at its end. */
    JsonNode whole() {
        given.forEach(read::putIfAbsent);
        return JsonNode.createObjectNode(read);
    }

    private KatShape keep(String name, Predicate<JsonNode> isRight, String otherwise) {
        var value = value(name);
        if (!isRight.test(value)) {
            throw new Malformed(at(name), otherwise);
        }
        read.put(name, value);
        return this;
    }

    private JsonNode value(String name) {
        return given.getOrDefault(name, JsonNode.nullNode());
    }

    private List<JsonNode> items(String name, @Nullable JsonNode list, Function<KatShape, JsonNode> reader) {
        var items = new ArrayList<JsonNode>();
        if (list != null) {
            list.values().forEach(item -> items.add(reader.apply(new KatShape(at(name) + "." + items.size(), item))));
        }
        return items;
    }

    private String at(String name) {
        return place + "." + name;
    }

    private static boolean isId(JsonNode value) {
        return value.isString() && Ids.parse(value.getStringValue()).isPresent();
    }

    /** The object has another shape. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String place;
        private final String fault;

        Malformed(String place, String fault) {
            super(place + ": " + fault, null, false, false);
            this.place = place;
            this.fault = fault;
        }

        /** Where, {@code .boefje.id} for example; empty for the whole. */
        String place() {
            return place;
        }

        /** What it must be. */
        String fault() {
            return fault;
        }
    }
}
