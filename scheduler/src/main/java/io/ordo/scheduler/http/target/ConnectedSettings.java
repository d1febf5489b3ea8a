package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.target.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a target and its connection say together. A target adds to what its connection says and changes nothing of it:
 * who may use a connection shall not be able to send what is secret in it somewhere else.
 */
final class ConnectedSettings {
    private static final String HEADERS = "headers";
    private static final String PATH = "path";

    /** Who is reached, and as whom. What a connection leaves out of these, no target adds. */
    private static final Set<String> WHERE = Set.of("url", "host", "user", "password", "database", "signing");

    /** Follows what the connection's URL has of a path. */
    private static final Pattern FURTHER = Pattern.compile("/[^\\s#]*");

    /** Leads out of that path again, plainly or encoded, where whoever reads it follows such steps. */
    private static final Pattern BACK =
            Pattern.compile("([/\\\\]|%2f|%5c)(\\.|%2e){1,2}([/?;\\\\]|%2f|%5c|%3b|$)", Pattern.CASE_INSENSITIVE);

    private final Map<String, JsonNode> entries = new LinkedHashMap<>();
    private @Nullable Fault fault;

    private ConnectedSettings(JsonNode connection) {
        connection.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    }

    /** The settings of a target that goes by a connection with those settings. */
    static ConnectedSettings of(Target.Kind kind, JsonNode connection, JsonNode target) {
        var settings = new ConnectedSettings(connection);
        target.entries().forEach(entry -> settings.add(kind, entry.getKey(), entry.getValue()));
        return settings;
    }

    private void add(Target.Kind kind, String name, JsonNode value) {
        var known = entries.get(name);
        if (kind == Target.Kind.REST && name.equals(PATH)) {
            addPath(value);
        } else if (WHERE.contains(name)) {
            fault = new Fault(name, "Is the connection's to say; leave it out.");
        } else if (known == null) {
            entries.put(name, value);
        } else if (name.equals(HEADERS) && known.isObject() && value.isObject()) {
            entries.put(name, headers(known, value));
        } else {
            fault = new Fault(name, "Is said by the connection; leave it out.");
        }
    }

    private void addPath(JsonNode value) {
        String name = entries.containsKey("url") ? "url" : "host";
        var url = entries.get(name);
        if (url == null || !url.isString() || url.getStringValue().matches(".*[?#].*")) {
            fault = new Fault(PATH, "Follows the URL of a connection, which must have no query and no fragment.");
        } else if (!value.isString() || !isFurther(value.getStringValue())) {
            fault = new Fault(PATH, "Must be a text that begins with a slash and leads nowhere back.");
        } else {
            String base = url.getStringValue();
            String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
            entries.put(name, JsonNode.createStringNode(start + value.getStringValue()));
        }
    }

    private static boolean isFurther(String path) {
        return FURTHER.matcher(path).matches() && !BACK.matcher(path).find();
    }

    private JsonNode headers(JsonNode known, JsonNode given) {
        var headers = new LinkedHashMap<String, JsonNode>();
        known.entries().forEach(entry -> headers.put(entry.getKey(), entry.getValue()));
        var taken = List.copyOf(headers.keySet()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        given.entries().forEach(entry -> {
            if (taken.contains(entry.getKey().toLowerCase(Locale.ROOT))) {
                fault = new Fault(HEADERS + "." + entry.getKey(), "Is said by the connection; leave it out.");
            }
            headers.put(entry.getKey(), entry.getValue());
        });
        return JsonNode.createObjectNode(headers);
    }

    JsonNode together() {
        return JsonNode.createObjectNode(entries);
    }

    /** What of the target does not go with the connection; null when all does. */
    @Nullable
    Fault fault() {
        return fault;
    }

    /** @param name of the target's setting */
    record Fault(String name, String message) {}
}
