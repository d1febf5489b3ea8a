package io.ordo.scheduler.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * JSON values at every bound a schema sets, and just beyond.
 *
 * @param accepted valid by the schema
 * @param refused not valid by the schema
 */
record Probes(List<String> accepted, List<String> refused) {
    /** A value of each JSON type; that of a number with bounds is the least it may be. */
    private static final Map<String, String> OF_TYPE =
            Map.of("number", "1", "boolean", "true", "array", "[]", "object", "{}", "null", "null");

    /** Durations, and what looks like one; 10 seconds lie within every bound. */
    private static final List<String> DURATIONS =
            List.of("10s", "10", "10.5", "10.1234", "10 s", "1.5s", "-10s", "10w", "1e1", "PT10S");

    private static final BigDecimal STEP = new BigDecimal("0.001");

    /** The probes of a body's field: its types, and the bounds of each alternative. */
    static Probes ofField(JsonNode schema, Document document) {
        var probes = new Probes(new ArrayList<>(), new ArrayList<>());
        var alternatives = alternatives(schema, document);
        probes.types(alternatives);
        alternatives.forEach(probes::bounds);
        return probes;
    }

    /** The probes of a query parameter, whose type is always text. */
    static Probes ofParameter(JsonNode schema, Document document) {
        var probes = new Probes(new ArrayList<>(), new ArrayList<>());
        probes.bounds(document.resolve(schema));
        return probes;
    }

    static List<JsonNode> alternatives(JsonNode schema, Document document) {
        var resolved = document.resolve(schema);
        return resolved.has("oneOf")
                ? resolved.get("oneOf").valueStream().map(document::resolve).toList()
                : List.of(resolved);
    }

    private void types(List<JsonNode> alternatives) {
        var types = new TreeSet<String>();
        alternatives.forEach(schema -> types.addAll(typesOf(schema)));
        boolean isNeverEmpty = alternatives.stream().anyMatch(schema -> schema.has("required"));
        OF_TYPE.forEach((type, value) -> {
            if (!type.equals("object") || !isNeverEmpty) {
                add(types.contains(type), type.equals("number") ? number(alternatives, value) : value);
            }
        });
        if (!types.contains("string")) {
            refused.add("\"a text\"");
        }
    }

    private static String number(List<JsonNode> alternatives, String otherwise) {
        return alternatives.stream()
                .filter(schema -> schema.has("minimum"))
                .map(schema -> decimal(schema, "minimum").toPlainString())
                .findFirst()
                .orElse(otherwise);
    }

    private static Set<String> typesOf(JsonNode schema) {
        if (!schema.has("type")) {
            return Set.of("string", "number", "boolean", "array", "object", "null");
        }
        var types = new TreeSet<String>();
        Document.within(schema.get("type")).filter(JsonNode::isTextual).forEach(type -> types.add(type.textValue()));
        if (types.contains("integer")) {
            types.add("number");
        }
        return types;
    }

    private void bounds(JsonNode schema) {
        boolean isWhole = typesOf(schema).contains("integer");
        if (isWhole) {
            refused.add("1.5");
        }
        if (schema.has("minimum")) {
            limit(decimal(schema, "minimum"), isWhole ? BigDecimal.ONE.negate() : STEP.negate());
            limit(decimal(schema, "maximum"), isWhole ? BigDecimal.ONE : STEP);
        }
        if (schema.has("maxLength")) {
            lengths(schema.path("minLength").asInt(0), schema.get("maxLength").intValue());
        }
        if (schema.has("enum")) {
            schema.get("enum").forEach(word -> accepted.add(word.toString()));
            refused.add("\"no such word\"");
        }
        if (schema.has("pattern")) {
            var pattern = Pattern.compile(schema.get("pattern").textValue());
            DURATIONS.forEach(text -> add(pattern.matcher(text).find(), quoted(text)));
        }
        if (schema.path("format").asText().equals("uuid")) {
            accepted.add(quoted("0198c1c2-9a4b-7111-8000-0000000000aa"));
            refused.add(quoted("0198c1c2"));
        }
    }

    private void limit(BigDecimal bound, BigDecimal beyond) {
        accepted.add(bound.toPlainString());
        refused.add(bound.add(beyond).toPlainString());
    }

    private void lengths(int shortest, int longest) {
        accepted.add(quoted("x".repeat(shortest)));
        accepted.add(quoted("x".repeat(longest)));
        refused.add(quoted("x".repeat(longest + 1)));
        if (shortest > 0) {
            refused.add(quoted("x".repeat(shortest - 1)));
        }
    }

    private void add(boolean isValid, String value) {
        (isValid ? accepted : refused).add(value);
    }

    private static BigDecimal decimal(JsonNode schema, String name) {
        return new BigDecimal(schema.get(name).asText());
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
