package io.ordo.scheduler.http.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.queue.Queue;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Payloads against the JSON Schemas (2020-12) of their queues. A schema stands alone: it refers to nothing outside
 * itself, and nothing is ever fetched.
 */
@Singleton
public final class ItemSchemas {
    /** The longest schema, in characters. */
    public static final int LONGEST = 65_536;

    /** An answer must not grow with what somebody sent. */
    private static final int MOST_FAULTS = 50;

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

    private static final ObjectMapper TREES = new ObjectMapper();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            factory -> factory.enableSchemaCache(false)
                    .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

    private static final JsonSchema META =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ROOT)
            .build();

    /** The schema of each queue as it was when a payload was last looked at. */
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    /** Notes what is wrong with a schema that is to be a queue's. */
    public void checkSchema(String schema, Fields fields, String name) {
        if (schema.length() > LONGEST) {
            fields.wrong(name, "length", "Must have at most " + LONGEST + " characters.");
            return;
        }
        var tree = tree(schema);
        var faults = faults(META.validate(tree));
        faults.forEach(fault -> fields.wrong(name + fault.place(), "schema", fault.message()));
        if (!faults.isEmpty()) {
            return;
        }
        refusal(tree).or(() -> incurable(tree)).ifPresent(message -> fields.wrong(name, "schema", message));
    }

    /** Notes everything that is wrong with a payload by the schema of its queue, if it has one: a note a place. */
    public void check(Queue queue, String payload, Fields fields, String name) {
        faults(queue, payload).forEach(fault -> fields.wrong(name + fault.place(), "schema", fault.message()));
    }

    /** What is wrong with a payload by the schema of its queue; none when that has no schema. */
    public Collection<Fault> faults(Queue queue, String payload) {
        var text = queue.settings().itemSchema();
        if (text == null) {
            return List.of();
        }
        try {
            return faults(schema(queue.id(), text).validate(tree(payload)));
        } catch (StackOverflowError endless) { // it refers to itself without an end
            return List.of(new Fault("", "Cannot be checked: the queue's schema refers to itself without an end."));
        }
    }

    private JsonSchema schema(String queue, String text) {
        var known = compiled.get(queue);
        if (known == null || !known.text().equals(text)) {
            known = new Compiled(text, FACTORY.getSchema(tree(text), CONFIG));
            compiled.put(queue, known);
        }
        return known.schema();
    }

    private static Collection<Fault> faults(Set<ValidationMessage> messages) {
        var faults = new LinkedHashMap<String, Fault>();
        for (var message : messages) {
            var fault = Fault.of(message);
            if (faults.size() < MOST_FAULTS) {
                faults.putIfAbsent(fault.place(), fault);
            }
        }
        return faults.values();
    }

    private static Optional<String> refusal(JsonNode schema) {
        var dialect = schema.path("$schema");
        if (!dialect.isMissingNode() && !dialect.asText().replaceFirst("#$", "").equals(SchemaId.V202012)) {
            return Optional.of("Must be of JSON Schema 2020-12, which is " + SchemaId.V202012 + ".");
        }
        return within(schema)
                .flatMap(node -> node.properties().stream())
                .filter(field ->
                        REFERENCES.contains(field.getKey()) && field.getValue().isTextual())
                .map(field -> field.getValue().textValue())
                .filter(target -> !target.startsWith("#"))
                .findFirst()
                .map(target -> "Must not refer to anything outside itself, and refers to " + target + ".");
    }

    /** What only shows when it is used: a reference to nowhere, a pattern that is none, a circle. */
    private static Optional<String> incurable(JsonNode schema) {
        try {
            var tried = FACTORY.getSchema(schema, CONFIG);
            tried.initializeValidators();
            tried.validate(TREES.createObjectNode());
            return Optional.empty();
        } catch (RuntimeException refused) {
            return Optional.of("Cannot be used: " + refused.getMessage());
        } catch (StackOverflowError endless) {
            return Optional.of("Refers to itself without an end.");
        }
    }

    private static Stream<JsonNode> within(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(ItemSchemas::within));
    }

    private static JsonNode tree(String json) {
        try {
            return TREES.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not JSON", impossible);
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param place where in the JSON, {@code .a.0} for example; empty for the whole
     */
    public record Fault(String place, String message) {
        static Fault of(ValidationMessage message) {
            var place = new StringBuilder();
            var location = message.getInstanceLocation();
            for (int i = 0; i < location.getNameCount(); i++) {
                place.append('.').append(location.getElement(i));
            }
            @Nullable String property = message.getProperty();
            if (property != null) {
                place.append('.').append(property);
            }
            String words = message.getError();
            return new Fault(place.toString(), Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".");
        }
    }

    private record Compiled(String text, JsonSchema schema) {}
}
