package io.ordo.scheduler.http.dialects;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the manuals print of the systems whose clients Ordo serves, byte by byte: see {@code examples/}. */
final class Printed {
    private Printed() {}

    /** The text of an example. */
    static String text(String name) {
        try (var file = Objects.requireNonNull(Printed.class.getResourceAsStream("/examples/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The example as JSON. */
    static JsonNode json(String name) {
        try {
            return Objects.requireNonNull(ObjectMapper.getDefault().readValue(text(name), JsonNode.class));
        } catch (IOException notJson) {
            throw new UncheckedIOException(name, notJson);
        }
    }

    /** What stands at a path such as {@code runs.0.id}, where something must. */
    static JsonNode at(JsonNode node, String path) {
        var found = node;
        for (var step : path.split("\\.", -1)) {
            found = Objects.requireNonNull(found.isArray() ? found.get(Integer.parseInt(step)) : found.get(step), path);
        }
        return found;
    }

    /**
     * The template of RestJobScheduler's manual, its placeholders filled: a job of it is due every 5 s, and has
     * {@code profiles} of 0 to 1000.
     *
     * @param byUsers whether users trigger it; otherwise it is rescheduled
     */
    static String template(String type, boolean byUsers) {
        var filled = text("rest-job-scheduler/job-template.txt")
                .replace("<job-type>", type)
                .replace("<field-name-1>", "profiles")
                .replace("<field-name-2>", "filter")
                .replace("<add more fields here>", "\"job_type\": null")
                .replace("<array-of-strings>", "[\"location_history\", \"likes\"]");
        filled = inTurn(filled, "<uint>", "5", "0", "1000", "7");
        filled = inTurn(filled, "<bool>", String.valueOf(byUsers), String.valueOf(!byUsers), "true", "false");
        return "{" + inTurn(filled, "<string>", "\"Profiles\"", "\"Filters\"") + "}";
    }

    private static String inTurn(String text, String placeholder, String... values) {
        var filled = text;
        for (var value : values) {
            filled = filled.replaceFirst(placeholder, value);
        }
        return filled;
    }
}
