package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.ordo.api.Problem;
import io.ordo.scheduler.testing.Client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document, as tests ask it. */
final class Document {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> FOREIGN = Set.of("KAT", "Client schedules", "Cron log", "RestJobScheduler");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonMetaSchema KNOWN_KEYWORDS = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword("components"))
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012, factory -> factory.metaSchema(KNOWN_KEYWORDS));
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode root;

    private Document(JsonNode root) {
        this.root = root;
    }

    static Document read() {
        try (var document = Problem.class.getResourceAsStream("/openapi.yml")) {
            return new Document(JSON.valueToTree(new Yaml().load(document)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonNode root() {
        return root;
    }

    /** Every operation, in the order of the document. */
    List<Operation> operations() {
        return root.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> operation(member.getKey(), path.getKey(), member.getValue())))
                .toList();
    }

    /** Those whose bodies, refusals and ids follow the rules of our own API. */
    List<Operation> ownOperations() {
        return operations().stream().filter(operation -> !operation.isForeign()).toList();
    }

    Operation operation(String name) {
        return operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("The document does not describe " + name));
    }

    JsonNode schema(String name) {
        return resolve(JSON.createObjectNode().put("$ref", "#/components/schemas/" + name));
    }

    /** What a node refers to; the node itself when it refers to nothing. */
    JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        var target = root.at(node.get("$ref").textValue().substring(1));
        if (target.isMissingNode()) {
            throw new AssertionError("Nothing is at " + node.get("$ref"));
        }
        return resolve(target);
    }

    /** What is wrong with a value, by a schema of this document; empty when nothing is. */
    Set<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", root.get("components"));
        return SCHEMAS.getSchema(whole, STRICT).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Checks an answer against its description and gives it back. */
    Answer check(String operation, Answer answer, int status) {
        assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(status);
        var responses = operation(operation).described().get("responses");
        var response = resolve(
                responses.path(String.valueOf(status)).isMissingNode()
                        ? responses.get("default")
                        : responses.get(String.valueOf(status)));
        if (!response.has("content")) {
            assertThat(answer.body()).as(operation).isEmpty();
            return answer;
        }
        var content = response.get("content");
        var type = answer.type().replaceFirst(";.*", "");
        assertThat(content.fieldNames()).toIterable().as(operation).contains(type);
        assertThat(faults(content.get(type).get("schema"), value(type, answer)))
                .as("%s: %s", operation, answer)
                .isEmpty();
        return answer;
    }

    private static JsonNode value(String type, Answer answer) {
        try {
            return type.endsWith("json")
                    ? JSON.readTree(answer.body())
                    : JSON.getNodeFactory().textNode(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer.toString(), notJson);
        }
    }

    /** Every node within the document, itself included. */
    static Stream<JsonNode> within(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(Document::within));
    }

    private Operation operation(String method, String path, JsonNode described) {
        return new Operation(method.toUpperCase(Locale.ROOT), path, described);
    }

    /**
     * One method of one path.
     *
     * @param method in capitals
     * @param path with its variables in braces
     */
    record Operation(String method, String path, JsonNode described) {
        String name() {
            return method + " " + path;
        }

        /** Whether anybody may call it. */
        boolean isOpen() {
            return described.has("security") && described.get("security").isEmpty();
        }

        /** Whether its answer has no end. */
        boolean isStream() {
            return described.at("/responses/200/content").has("text/event-stream");
        }

        /** Whether it speaks and refuses as the service it is compatible with does. */
        boolean isForeign() {
            return FOREIGN.contains(described.at("/tags/0").asText());
        }

        /** The path to something of that id. */
        String pathTo(String id) {
            return path.replaceAll("\\{.*?}", id);
        }

        /** The path to something that is there: the job or task of that id, or the queue every installation has. */
        String pathToOneOf(String id) {
            return pathTo(path.contains("/queues/") ? "default" : id);
        }
    }
}
