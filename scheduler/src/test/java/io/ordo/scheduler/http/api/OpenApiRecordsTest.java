package io.ordo.scheduler.http.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ordo.api.JobView;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wire record has a schema with its components, their types, and what may be absent or null. */
class OpenApiRecordsTest {
    /** These come from clients, who may leave out what may be null; answers hold every field. */
    private static final Set<String> REQUESTS = Set.of("Fence", "LeaseKey", "Settle");

    /** No double: it would write whole seconds as {@code 60.0} in one answer and as {@code 60} in another. */
    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            entry(UUID.class, "string uuid"),
            entry(Instant.class, "string date-time"),
            entry(String.class, "string"),
            entry(long.class, "integer int64"),
            entry(Long.class, "integer int64"),
            entry(int.class, "integer int32"),
            entry(Integer.class, "integer int32"),
            entry(BigDecimal.class, "number"),
            entry(boolean.class, "boolean"),
            entry(Boolean.class, "boolean"));

    private static final List<Class<?>> RECORDS = new ClassFileImporter()
            .importPackages(JobView.class.getPackageName()).stream()
                    .filter(JavaClass::isRecord)
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    private final Document document = Document.read();

    static List<Class<?>> records() {
        return RECORDS;
    }

    @ParameterizedTest
    @MethodSource("records")
    void aSchemaHasTheFieldsOfItsRecordAndNoOthers(Class<?> wireRecord) {
        assertThat(schema(wireRecord).get("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(fields(wireRecord));
        assertThat(schema(wireRecord).get("additionalProperties").booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aSchemaRequiresWhatIsAlwaysThere(Class<?> wireRecord) {
        boolean isRequest = REQUESTS.contains(schemaName(wireRecord));
        var always = Stream.of(wireRecord.getRecordComponents())
                .filter(component -> !isRequest || !isNullable(component.getAnnotatedType()))
                .map(OpenApiRecordsTest::field)
                .toList();

        assertThat(schema(wireRecord).get("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(always);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aSchemaGivesEachFieldTheTypeOfItsComponent(Class<?> wireRecord) {
        var described = schema(wireRecord).get("properties");

        assertThat(wireRecord.getRecordComponents())
                .filteredOn(component -> component.getType() != io.micronaut.json.tree.JsonNode.class)
                .filteredOn(
                        component -> !component.getGenericType().getTypeName().contains("<T>"))
                .allSatisfy(component -> assertThat(words(described.get(field(component))))
                        .as(field(component))
                        .isEqualTo(words(component.getAnnotatedType())));
    }

    private JsonNode schema(Class<?> wireRecord) {
        return document.schema(schemaName(wireRecord));
    }

    private static String schemaName(Class<?> wireRecord) {
        return wireRecord.getSimpleName().replaceFirst("(View|Body)$", "");
    }

    private static List<String> fields(Class<?> wireRecord) {
        return Stream.of(wireRecord.getRecordComponents())
                .map(OpenApiRecordsTest::field)
                .toList();
    }

    private static String field(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** A Java type in the words of a schema. */
    private static String words(AnnotatedType type) {
        return wordsOfValue(type) + (isNullable(type) ? " or null" : "");
    }

    private static String wordsOfValue(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType of) {
            var arguments = of.getAnnotatedActualTypeArguments();
            return arguments.length == 1 ? "array of " + words(arguments[0]) : "object of " + words(arguments[1]);
        }
        var plain = (Class<?>) type.getType();
        return plain.isRecord() ? schemaName(plain) : TYPES.getOrDefault(plain, plain.toString());
    }

    /** A schema in the same words. */
    private String words(JsonNode schema) {
        if (schema.has("oneOf")) {
            return schema.get("oneOf").valueStream().map(this::words).collect(Collectors.joining(" or "));
        }
        var reference = schema.path("$ref").asText().replaceFirst(".*/", "");
        if (isOfRecord(reference)) {
            return reference;
        }
        var words = new ArrayList<String>();
        var value = document.resolve(schema);
        var types = value.get("type").isArray() ? value.get("type") : List.of(value.get("type"));
        types.forEach(type -> words.add(words(type.textValue(), value)));
        return String.join(" or ", words);
    }

    private String words(String type, JsonNode schema) {
        return switch (type) {
            case "array" -> "array of " + words(schema.get("items"));
            case "object" -> "object of " + words(schema.get("additionalProperties"));
            case "null" -> "null";
            default -> schema.has("format") ? type + " " + schema.get("format").textValue() : type;
        };
    }

    private static boolean isOfRecord(String schemaName) {
        return RECORDS.stream().anyMatch(wireRecord -> schemaName(wireRecord).equals(schemaName));
    }
}
