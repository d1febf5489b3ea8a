package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What texts mean that nobody should read: the values of headers that prove who sends them, passwords, and keys to
 * sign with. They stand in settings as {@code {"secret": "NAME"}} or {@code {"sealed": …}}. Each reader answers null
 * for what is wrong, and notes it, without a word of the text.
 */
sealed interface HiddenTexts permits GivenTexts, KeptTexts {
    /** The field that names a secret. */
    String SECRET = "secret";

    /** The field that holds a sealed text, or where it is shown, true. */
    String SEALED = "sealed";

    /** The setting of a login. */
    String PASSWORD = "password";

    /** The setting of a key to sign with. */
    String SIGNING = "signing";

    /** The setting that has headers. */
    String HEADERS = "headers";

    /** One that stands there in clear. */
    @Nullable
    String clear(Fields settings, String place, String text);

    /** One that is kept elsewhere by that name. */
    @Nullable
    String named(Fields settings, String place, String name);

    /** One that is sealed. */
    @Nullable
    String opened(Fields settings, String place, JsonNode seal);

    /** For what a text at a place is sealed. */
    static String purpose(String place) {
        return "target " + place;
    }

    /**
     * Settings in which each value that may be such a text is another.
     *
     * @param change from the place, such as {@code headers.Authorization}, and the value
     */
    static JsonNode changed(JsonNode settings, BiFunction<String, JsonNode, JsonNode> change) {
        var fields = new LinkedHashMap<String, JsonNode>();
        settings.entries().forEach(entry -> {
            var value = entry.getValue();
            boolean isHeaders = entry.getKey().equals(HEADERS) && value.isObject();
            boolean isText = entry.getKey().equals(PASSWORD) || entry.getKey().equals(SIGNING);
            fields.put(
                    entry.getKey(),
                    isHeaders ? headers(value, change) : isText ? change.apply(entry.getKey(), value) : value);
        });
        return JsonNode.createObjectNode(fields);
    }

    private static JsonNode headers(JsonNode headers, BiFunction<String, JsonNode, JsonNode> change) {
        var fields = new LinkedHashMap<String, JsonNode>();
        headers.entries()
                .forEach(entry ->
                        fields.put(entry.getKey(), change.apply(HEADERS + "." + entry.getKey(), entry.getValue())));
        return JsonNode.createObjectNode(fields);
    }

    /** Settings as anybody may see them. */
    static JsonNode shown(JsonNode settings) {
        return changed(settings, (_, value) -> seal(value) == null ? value : value(JsonNode.createBooleanNode(true)));
    }

    /** Settings in which a sealed text is one that is kept elsewhere, for who need not know it. */
    static JsonNode named(JsonNode settings) {
        var somewhere = JsonNode.createObjectNode(Map.of(SECRET, JsonNode.createStringNode("SEALED")));
        return changed(settings, (_, value) -> seal(value) == null ? value : somewhere);
    }

    /** A value that is sealed. */
    static JsonNode value(JsonNode seal) {
        return JsonNode.createObjectNode(Map.of(SEALED, seal));
    }

    /** What a value holds that is sealed; null for any other. */
    static @Nullable JsonNode seal(JsonNode value) {
        return value.isObject() && value.size() == 1 ? value.get(SEALED) : null;
    }
}
