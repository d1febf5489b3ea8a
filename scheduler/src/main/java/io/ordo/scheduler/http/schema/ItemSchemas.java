package io.ordo.scheduler.http.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.Vocabularies;
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
 * Payloads against the JSON Schemas (2020-12) of their queues and templates. A schema stands alone: it refers to
 * nothing outside itself, and nothing is ever fetched.
 */
@Singleton
public final class ItemSchemas {
    /** The longest schema, in characters. */
    public static final int LONGEST = 65_536;

    /** An answer must not grow with what somebody sent. */
    private static final int MOST_FAULTS = 50;

    private static final int LONGEST_MESSAGE = 300;

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

    /** Keywords whose values are no schemas, whatever they look like. */
    private static final Set<String> DATA = Set.of("enum", "const", "default", "examples");

    /** Keywords whose values are schemas by names of their own. */
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    private static final ObjectMapper TREES = new ObjectMapper();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(SchemaId.V202012)
            .metaSchema(counted())
            .enableSchemaCache(false)
            .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
            .build();

    /** What references lead to is read anew each time: kept, it would be kept once for every way that leads there. */
    private static final JsonSchema META = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                    SchemaLocation.of(SchemaId.V202012),
                    SchemaValidatorsConfig.builder()
                            .cacheRefs(false)
                            .locale(Locale.ROOT)
                            .build());

    /** The schema of each queue and template as it was when a payload was last looked at. */
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    /** Notes what is wrong with a schema that payloads are to satisfy. */
    public void checkSchema(String schema, Fields fields, String name) {
        if (schema.length() > LONGEST) {
            fields.wrong(name, "length", "Must have at most " + LONGEST + " characters.");
            return;
        }
        var tree = tree(schema);
        var faults = faults(META.validate(tree));
        faults.forEach(fault -> fields.wrong(name + fault.place(), "schema", fault.message()));
        if (faults.isEmpty()) {
            new Effort().judging(() -> refusal(tree)).ifPresent(message -> fields.wrong(name, "schema", message));
        }
    }

    /** Judges the payloads of one request, which are pushed to a queue. */
    public Judge judge(Queue queue) {
        return new Judge(queue.id(), queue.settings().itemSchema());
    }

    /**
     * Judges the payload of one request by a schema.
     *
     * @param name by which the schema is known, none that a queue may have
     */
    public Judge judge(String name, String schema) {
        return new Judge(name, schema);
    }

    private JsonSchema schema(String queue, String text) {
        var known = compiled.get(queue);
        if (known == null || !known.text().equals(text)) {
            known = new Compiled(text, compile(tree(text)));
            compiled.put(queue, known);
        }
        return known.schema();
    }

    private static JsonSchema compile(JsonNode schema) {
        var config = SchemaValidatorsConfig.builder()
                .cacheRefs(false)
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .regularExpressionFactory(new Patterns())
                .build();
        return FACTORY.getSchema(schema, config);
    }

    private static JsonMetaSchema counted() {
        return JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keywords(all -> all.replaceAll(
                        (name, keyword) -> name.equals("format") ? keyword : new CountedKeyword(keyword)))
                .formats(all -> all.replaceAll((_, format) -> new BoundedFormat(format)))
                .vocabularyFactory(name -> CountedKeyword.of(Vocabularies.getVocabulary(name)))
                .formatKeywordFactory(CountedKeyword.Formats::new)
                .unknownKeywordFactory((_, _) -> null)
                .build();
    }

    private static Collection<Fault> faults(Set<ValidationMessage> messages) {
        var faults = new LinkedHashMap<String, Fault>();
        for (var message : messages) {
            if (faults.size() == MOST_FAULTS) {
                break;
            }
            var fault = Fault.of(message);
            faults.putIfAbsent(fault.place(), fault);
        }
        return faults.values();
    }

    private static Optional<String> refusal(JsonNode schema) {
        var dialect = schema.path("$schema");
        if (!dialect.isMissingNode() && !dialect.asText().replaceFirst("#$", "").equals(SchemaId.V202012)) {
            return Optional.of("Must be of JSON Schema 2020-12, which is " + SchemaId.V202012 + ".");
        }
        return strangeReference(schema).or(() -> strangePattern(schema)).or(() -> incurable(schema));
    }

    private static Optional<String> strangeReference(JsonNode schema) {
        return schemas(schema)
                .flatMap(node -> node.properties().stream())
                .filter(field ->
                        REFERENCES.contains(field.getKey()) && field.getValue().isTextual())
                .map(field -> field.getValue().textValue())
                .filter(target -> !target.startsWith("#"))
                .findFirst()
                .map(target -> "Must not refer to anything outside itself, and refers to " + cut(target) + ".");
    }

    private static Optional<String> strangePattern(JsonNode schema) {
        return schemas(schema)
                .flatMap(node -> Stream.concat(
                        Stream.ofNullable(node.path("pattern").textValue()),
                        node.path("patternProperties").propertyStream().map(Map.Entry::getKey)))
                .flatMap(pattern -> Patterns.fault(pattern).map(fault -> cut(pattern) + " is none: " + fault).stream())
                .findFirst()
                .map(fault -> "Patterns must be such as RE2 reads, and " + fault + ".");
    }

    /** What only shows when it is used: a reference to nowhere, a circle, more work than there may be. */
    private static Optional<String> incurable(JsonNode schema) {
        try {
            var tried = compile(schema);
            tried.initializeValidators();
            tried.validate(TREES.createObjectNode());
            return Optional.empty();
        } catch (Effort.TooMuch endless) {
            return Optional.of("Cannot be used: it " + endless.why() + ".");
        } catch (StackOverflowError endless) {
            return Optional.of("Cannot be used: it is nested too deeply.");
        } catch (RuntimeException refused) {
            return Optional.of("Cannot be used: it refers to what is not in it.");
        }
    }

    /** The schema and all within it. */
    private static Stream<JsonNode> schemas(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().flatMap(ItemSchemas::schemas);
        }
        var within = node.properties().stream()
                .filter(field -> !DATA.contains(field.getKey()))
                .flatMap(field -> NAMED.contains(field.getKey())
                        ? field.getValue().valueStream().flatMap(ItemSchemas::schemas)
                        : schemas(field.getValue()));
        return Stream.concat(Stream.of(node), within);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
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
     * @param keyword of the schema that it is wrong by
     */
    public record Fault(String place, String keyword, String message) {
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
            String words = cut(message.getError());
            return new Fault(
                    place.toString(),
                    message.getType(),
                    Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".");
        }
    }

    /** Judges payloads with what effort is left after those before. */
    public final class Judge {
        private final String name;
        private final @Nullable String text;
        private final Effort effort = new Effort();

        Judge(String name, @Nullable String text) {
            this.name = name;
            this.text = text;
        }

        /** Notes everything that is wrong with a payload by the schema, if there is one: a note a place. */
        public void check(String payload, Fields fields, String name) {
            faults(payload).forEach(fault -> fields.wrong(name + fault.place(), "schema", fault.message()));
        }

        /** What is wrong with a payload; none when there is no schema. */
        public Collection<Fault> faults(String payload) {
            if (text == null) {
                return List.of();
            }
            try {
                return effort.judging(
                        () -> ItemSchemas.faults(schema(name, text).validate(tree(payload))));
            } catch (Effort.TooMuch endless) {
                return whole("Cannot be judged: with it, the schema " + endless.why() + ".");
            } catch (RuntimeException | StackOverflowError unforeseen) {
                return whole("Cannot be judged by the schema.");
            }
        }

        private static List<Fault> whole(String message) {
            return List.of(new Fault("", "schema", message));
        }
    }

    private record Compiled(String text, JsonSchema schema) {}
}
