package io.ordo.scheduler.http.template;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a payload as RestJobScheduler describes them, and the same as JSON Schema. There are two types and
 * none: {@code uint}, {@code options}, and null for a field that a form hides.
 */
public final class RestJobFields {
    private static final double LARGEST = 1L << 53;
    private static final int MOST_OPTIONS = 1_000;
    private static final int LONGEST_LABEL = 255;

    private RestJobFields() {}

    /**
     * The JSON Schema of a payload; what is wrong with its description is noted.
     *
     * @param type of the template, which its payloads carry
     * @param fields the same as the other; null for no fields
     */
    static JsonNode schema(String type, @Nullable Fields fields, @Nullable JsonNode described) {
        var properties = new LinkedHashMap<String, JsonNode>();
        var required = new ArrayList<JsonNode>();
        if (fields != null && described != null) {
            for (var entry : described.entries()) {
                properties.put(entry.getKey(), property(entry.getKey(), fields, required));
            }
        }
        properties.put(RestJobDocument.TYPE, object(Map.of("const", text(type))));
        var schema = new LinkedHashMap<String, JsonNode>();
        schema.put("type", text("object"));
        schema.put("properties", object(properties));
        schema.put("required", JsonNode.createArrayNode(required));
        schema.put("additionalProperties", JsonNode.createBooleanNode(false));
        return object(schema);
    }

    private static JsonNode property(String name, Fields fields, List<JsonNode> required) {
        if (name.equals(RestJobDocument.TYPE)) {
            fields.wrong(name, "reserved", "The type of a payload chooses its executor; rename the field.");
        }
        if (fields.isNull(name)) {
            return object(Map.of());
        }
        var field = fields.nested(name);
        if (field == null) {
            return object(Map.of());
        }
        field.require("type");
        var label = field.text("label", 0, LONGEST_LABEL);
        if (Boolean.TRUE.equals(field.bool("required"))) {
            required.add(text(name));
        }
        var type = field.text("type", 0, LONGEST_LABEL);
        var property = new LinkedHashMap<String, JsonNode>();
        switch (type) {
            case "uint" -> number(field, property);
            case "options" -> options(field, property);
            case null -> {} // noted above
            default -> field.wrong("type", "choice", "Must be one of uint, options; it was '" + type + "'.");
        }
        if (label != null) {
            property.put("title", text(label));
        }
        field.noOthers();
        return object(property);
    }

    private static void number(Fields field, Map<String, JsonNode> property) {
        var least = field.natural("minValue");
        var most = field.natural("maxValue");
        var range = field.any("range");
        if (least != null && most != null && least > most) {
            field.wrong("maxValue", "range", "Must not be less than minValue.");
        }
        property.put("type", text("integer"));
        property.put("minimum", JsonNode.createNumberNode(least == null ? 0 : least));
        if (most != null) {
            property.put("maximum", JsonNode.createNumberNode(most));
        }
        if (range != null) {
            range(field, range, property);
        }
    }

    private static void range(Fields field, JsonNode range, Map<String, JsonNode> property) {
        var bounds = new ArrayList<JsonNode>();
        if (range.isArray() && range.size() == 2) {
            range.values().forEach(bounds::add);
        }
        if (bounds.isEmpty() || !bounds.stream().allMatch(RestJobFields::isUint)) {
            field.wrong("range", "type", "Must be an array of the least and the greatest value, such as [0,1000].");
            return;
        }
        if (bounds.getFirst().getDoubleValue() > bounds.getLast().getDoubleValue()) {
            field.wrong("range", "range", "Must go up: the least value, then the greatest, such as [0,1000].");
        }
        property.put("minimum", bounds.getFirst());
        property.put("maximum", bounds.getLast());
    }

    private static boolean isUint(JsonNode value) {
        return value.isNumber()
                && value.getDoubleValue() >= 0
                && value.getDoubleValue() <= LARGEST
                && value.getDoubleValue() % 1 == 0;
    }

    private static void options(Fields field, Map<String, JsonNode> property) {
        var options = field.any("options");
        if (options == null || !isTexts(options)) {
            field.wrong("options", "type", "Must be an array of 1 to " + MOST_OPTIONS + " texts.");
            return;
        }
        var seen = new HashSet<String>();
        for (var option : options.values()) {
            if (!seen.add(option.getStringValue())) {
                field.wrong("options", "choice", "Must not hold '" + option.getStringValue() + "' twice.");
            }
        }
        property.put("type", text("string"));
        property.put("enum", options);
    }

    private static boolean isTexts(JsonNode array) {
        if (!array.isArray() || array.size() < 1 || array.size() > MOST_OPTIONS) {
            return false;
        }
        for (var value : array.values()) {
            if (!value.isString()) {
                return false;
            }
        }
        return true;
    }

    /** The fields of a JSON Schema as RestJobScheduler's forms read them; what they do not know is hidden. */
    public static JsonNode described(JsonNode schema) {
        var described = new LinkedHashMap<String, JsonNode>();
        var required = required(schema);
        for (var entry : entries(schema.get("properties"))) {
            if (!entry.getKey().equals(RestJobDocument.TYPE)) {
                described.put(entry.getKey(), described(entry.getValue(), required.contains(entry.getKey())));
            }
        }
        return object(described);
    }

    private static JsonNode described(JsonNode property, boolean isRequired) {
        var field = new LinkedHashMap<String, JsonNode>();
        var choices = property.get("enum");
        if (choices != null && isTexts(choices)) {
            field.put("type", text("options"));
            field.put("options", choices);
        } else if (isInteger(property)) {
            field.put("type", text("uint"));
            field.put("minValue", or(property.get("minimum"), JsonNode.createNumberNode(0)));
            field.put("maxValue", or(property.get("maximum"), JsonNode.nullNode()));
        } else {
            return JsonNode.nullNode();
        }
        field.put("required", JsonNode.createBooleanNode(isRequired));
        var label = property.get("title");
        if (label != null) {
            field.put("label", label);
        }
        return object(field);
    }

    /** The names of the fields a form of a template sends: those of its payload, else those of its schema. */
    public static Set<String> names(JsonNode defaults, JsonNode schema) {
        var names = new LinkedHashSet<String>();
        entries(defaults).forEach(entry -> names.add(entry.getKey()));
        names.remove(RestJobDocument.TYPE);
        if (names.isEmpty()) {
            entries(schema.get("properties")).forEach(entry -> names.add(entry.getKey()));
            names.remove(RestJobDocument.TYPE);
        }
        return names;
    }

    /** What a form says of a field: a number where the schema wants one, if it can be read as one. */
    public static JsonNode value(JsonNode schema, String name, String text) {
        var properties = schema.get("properties");
        var property = properties == null ? null : properties.get(name);
        return property != null && isInteger(property) && text.matches("-?\\d{1,19}")
                ? JsonNode.createNumberNode(new BigInteger(text))
                : text(text);
    }

    private static boolean isInteger(JsonNode property) {
        var type = property.get("type");
        return type != null && type.isString() && type.getStringValue().equals("integer");
    }

    private static List<String> required(JsonNode schema) {
        var names = new ArrayList<String>();
        var required = schema.get("required");
        if (required != null && required.isArray()) {
            required.values().forEach(name -> names.add(name.coerceStringValue()));
        }
        return names;
    }

    private static Iterable<Map.Entry<String, JsonNode>> entries(@Nullable JsonNode object) {
        return object != null && object.isObject() ? object.entries() : List.of();
    }

    private static JsonNode or(@Nullable JsonNode value, JsonNode otherwise) {
        return value == null ? otherwise : value;
    }

    private static JsonNode text(String value) {
        return JsonNode.createStringNode(value);
    }

    private static JsonNode object(Map<String, JsonNode> fields) {
        return JsonNode.createObjectNode(fields);
    }
}
