package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ordo.scheduler.http.api.Document.Operation;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the document says of bodies and query parameters is what the forms take and refuse. Each body carries a field
 * nobody knows, so that it is always refused with everything that is wrong, and nothing is ever changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiFormsIT {
    private static final String STRANGE = "no_such_field";
    private static final Set<String> RULES_OF_SCHEMAS =
            Set.of("required", "type", "length", "range", "choice", "format");

    private final Document document = Document.read();
    private TestScheduler scheduler;
    private Client api;
    private String job;

    /** Which of these fields are known, and which are required, depends on the type beside them. */
    private static final String SETTINGS = "settings.";

    @BeforeAll
    void start() {
        scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
        api = scheduler.client();
        job = api.post("/api/v1/jobs", "{\"name\": \"Hello\", \"schedule_expr\": \"@daily\"}")
                .text("id");
        api.post("/api/v1/templates", "{\"name\": \"%s\"}".formatted(job));
        api.post("/api/v1/connections", "{\"name\": \"%s\", \"type\": \"kafka\", \"settings\": {}}".formatted(job));
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    /** Every body of the document, and every object within one that has fields of its own. */
    Stream<Form> forms() {
        return document.ownOperations().stream()
                .filter(operation -> operation.described().has("requestBody"))
                .flatMap(this::forms)
                .flatMap(form -> Stream.concat(Stream.of(form), within(form)))
                .filter(form -> !form.prefix().equals(SETTINGS));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormKnowsTheFieldsDescribedAndNoOthers(Form form) {
        var strange = errors(form, null, "").stream()
                .filter(error -> error.get("field").textValue().equals(form.prefix() + STRANGE));

        assertThat(strange).singleElement().satisfies(error -> {
            assertThat(error.get("rule").textValue()).isEqualTo("unknown");
            var known = error.get("message").textValue().replaceAll(".*: |\\.$", "");
            assertThat(known.split(", "))
                    .containsExactlyInAnyOrderElementsOf(form.fields().keySet());
        });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormRequiresTheFieldsDescribedAndNoOthers(Form form) {
        var required = errors(form, null, "").stream()
                .filter(error -> error.get("rule").textValue().equals("required"))
                .map(error -> error.get("field").textValue())
                .filter(field -> field.startsWith(form.prefix()))
                .map(field -> field.substring(form.prefix().length()));

        assertThat(required).containsExactlyInAnyOrderElementsOf(form.required());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theBoundsOfAFieldAreThoseDescribed(Form form) {
        form.fields().forEach((field, schema) -> {
            var probes = Probes.ofField(schema, document);
            assertThat(probes.accepted())
                    .allSatisfy(value -> assertThat(refusals(form, field, value))
                            .as("%s: %s", field, value)
                            .isEmpty());
            assertThat(probes.refused())
                    .allSatisfy(value -> assertThat(refusals(form, field, value))
                            .as("%s: %s", field, value)
                            .isNotEmpty());
        });
    }

    @Test
    void theBoundsOfAQueryParameterAreThoseDescribed() {
        for (var operation : document.ownOperations()) {
            if (operation.isStream()) {
                continue;
            }
            operation
                    .described()
                    .path("parameters")
                    .valueStream()
                    .map(document::resolve)
                    .forEach(parameter -> {
                        var probes = Probes.ofParameter(parameter.get("schema"), document);
                        assertThat(probes.accepted())
                                .allSatisfy(value -> assertThat(refusals(operation, parameter, value))
                                        .isEmpty());
                        assertThat(probes.refused())
                                .allSatisfy(value -> assertThat(refusals(operation, parameter, value))
                                        .isNotEmpty());
                    });
        }
    }

    @Test
    void whatANewJobLeavesOutTakesTheDefaultDescribed() {
        var made = json(api.get("/api/v1/jobs/" + job));

        assertThat(defaults("JobCreate"))
                .hasSize(5)
                .allSatisfy((field, value) -> assertThat(plain(made.get(field))).isEqualTo(plain(value)));
        assertThat(defaults("RetryPolicyDraft"))
                .hasSize(3)
                .allSatisfy((field, value) ->
                        assertThat(plain(made.get("retry_policy").get(field))).isEqualTo(plain(value)));
        assertThat(defaults("CatchUpDraft"))
                .hasSize(4)
                .allSatisfy((field, value) ->
                        assertThat(plain(made.get("catch_up").get(field))).isEqualTo(plain(value)));
    }

    private Map<String, JsonNode> defaults(String schema) {
        return document.schema(schema)
                .get("properties")
                .propertyStream()
                .filter(field -> field.getValue().has("default"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().get("default")));
    }

    /** A body of one form or the other is both. */
    private Stream<Form> forms(Operation operation) {
        var body = document.resolve(operation.described().get("requestBody"));
        return Probes.alternatives(body.at("/content/application~1json/schema"), document).stream()
                .map(schema -> schema.has("items")
                        ? new Form(operation, "0.", "[%s]", document.resolve(schema.get("items")))
                        : new Form(operation, "", "%s", schema));
    }

    private Stream<Form> within(Form form) {
        return form.fields().entrySet().stream()
                .flatMap(field -> Probes.alternatives(field.getValue(), document).stream()
                        .flatMap(schema -> within(form, field.getKey(), schema)));
    }

    private Stream<Form> within(Form form, String field, JsonNode schema) {
        if (schema.has("additionalProperties")) {
            return Stream.of(form.within(field, schema));
        }
        var items = schema.has("items") ? document.resolve(schema.get("items")) : schema;
        return items.has("additionalProperties") ? Stream.of(form.withinEach(field, items)) : Stream.empty();
    }

    /** What is wrong with a field of that value, as far as a schema can say. */
    private List<JsonNode> refusals(Form form, String field, String value) {
        String name = form.prefix() + field;
        return errors(form, field, value).stream()
                .filter(error -> error.get("field").textValue().matches(name + "(\\..*)?"))
                .filter(error -> RULES_OF_SCHEMAS.contains(error.get("rule").textValue()))
                .toList();
    }

    private List<JsonNode> errors(Form form, @Nullable String field, String value) {
        String body = field == null
                ? "{\"%s\": 1}".formatted(STRANGE)
                : "{\"%s\": 1, \"%s\": %s}".formatted(STRANGE, field, value);
        var operation = form.operation();
        var answer = api.send(
                operation.method(), operation.pathToOneOf(job), form.frame().formatted(body));
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        return json(answer)
                .get("errors")
                .valueStream()
                .filter(error -> !error.get("field").textValue().startsWith(SETTINGS))
                .toList();
    }

    /** The body is none a pop could have, so that nothing is popped. */
    private List<JsonNode> refusals(Operation operation, JsonNode parameter, String value) {
        String query = "?" + parameter.get("name").textValue() + "="
                + value.replace("\"", "").replace(" ", "%20");
        var answer = api.send(operation.method(), operation.pathToOneOf(job) + query, "[]");
        if (answer.status() != 422) {
            return List.of();
        }
        return json(answer)
                .get(operation.isForeign() ? "detail" : "errors")
                .valueStream()
                .filter(error -> operation.isForeign() || error.get("field").equals(parameter.get("name")))
                .toList();
    }

    private static JsonNode json(Answer answer) {
        try {
            return Document.JSON.readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer.toString(), notJson);
        }
    }

    /** A value as text: 300 and 300.0 are the same. */
    private static String plain(JsonNode value) {
        return value.isNumber() ? String.valueOf(value.doubleValue()) : value.asText();
    }

    /**
     * A body, or an object within one.
     *
     * @param prefix what stands before the names of its fields in errors
     * @param frame what surrounds it in the body, as a format
     */
    record Form(Operation operation, String prefix, String frame, JsonNode schema) {
        Form within(String field, JsonNode inner) {
            return new Form(operation, prefix + field + ".", frame.formatted("{\"" + field + "\": %s}"), inner);
        }

        Form withinEach(String field, JsonNode inner) {
            return new Form(operation, prefix + field + ".0.", frame.formatted("{\"" + field + "\": [%s]}"), inner);
        }

        Map<String, JsonNode> fields() {
            return schema.get("properties")
                    .propertyStream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        List<String> required() {
            return schema.path("required")
                    .valueStream()
                    .map(JsonNode::textValue)
                    .toList();
        }

        @Override
        public String toString() {
            return operation.name() + " " + prefix;
        }
    }
}
