package io.ordo.scheduler.http.client;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.dialect.ClientView;
import io.ordo.scheduler.http.request.Fields;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The five fields a client schedule is known by.
 *
 * @param parts in this order: application, group, type, key, operation; empty texts where nothing was said
 */
record ClientName(List<String> parts) {
    /** The longest of each. */
    static final int LONGEST = 255;

    private static final List<String> FIELDS = List.of("application", "group", "type", "key", "operation");
    private static final ClientName NOBODY = new ClientName(List.of("", "", "", "", ""));

    ClientName {
        parts = List.copyOf(parts);
    }

    /** The client of these fields, nobody when there are none. */
    static ClientName read(@Nullable Fields fields) {
        if (fields == null) {
            return NOBODY;
        }
        var client = of(name -> fields.text(name, 0, LONGEST));
        fields.noOthers(); // a field with a typing error would make a new schedule each time
        return client;
    }

    /** The client of a job with that key; of one without, whoever its payload says, as long as it says so. */
    static ClientName of(@Nullable JsonNode key, @Nullable JsonNode client) {
        if (key != null) {
            return new ClientName(Stream.iterate(0, place -> place < FIELDS.size(), place -> place + 1)
                    .map(place -> text(key.get(place)))
                    .toList());
        }
        return client == null ? NOBODY : of(name -> text(client.get(name)));
    }

    /** Whether it names nobody: its schedules are never the same. */
    boolean isNobody() {
        return equals(NOBODY);
    }

    /** What its schedule is kept under. */
    JsonNode key() {
        return JsonNode.createArrayNode(
                parts.stream().map(JsonNode::createStringNode).toList());
    }

    ClientView view() {
        return new ClientView(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
    }

    private static ClientName of(Function<String, @Nullable String> value) {
        return new ClientName(FIELDS.stream()
                .map(name -> {
                    var text = value.apply(name);
                    return text == null ? "" : text;
                })
                .toList());
    }

    private static String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.getStringValue() : "";
    }
}
