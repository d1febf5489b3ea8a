package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The document agrees with itself. */
class OpenApiDocumentTest {
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| (\\d{3}) \\| (.+?) \\|");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

    private final Document document = Document.read();

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(Document.within(document.root()).filter(node -> node.has("$ref")))
                .isNotEmpty()
                .allSatisfy(document::resolve);
    }

    @Test
    void everyOperationHasANameOfItsOwnAndAKnownTag() {
        var tags = StreamSupport.stream(document.root().get("tags").spliterator(), false)
                .map(tag -> tag.get("name").textValue())
                .toList();

        assertThat(document.operations())
                .allSatisfy(operation -> assertThat(tags)
                        .contains(operation.described().at("/tags/0").textValue()))
                .allSatisfy(operation -> assertThat(
                                operation.described().get("summary").textValue())
                        .isNotBlank())
                .extracting(
                        operation -> operation.described().get("operationId").textValue())
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    @Test
    void everyExampleOfABodyIsValid() {
        var contents = Document.within(document.root())
                .filter(node -> node.has("schema") && (node.has("example") || node.has("examples")))
                .toList();

        assertThat(contents).hasSizeGreaterThan(20).allSatisfy(content -> {
            var schema = content.get("schema");
            assertThat(examples(content))
                    .allSatisfy(example ->
                            assertThat(document.faults(schema, example)).isEmpty());
        });
    }

    @Test
    void everyExampleOfASchemaIsValid() {
        var schemas = Document.within(document.root().at("/components/schemas"))
                .filter(node -> node.has("examples") && node.get("examples").isArray())
                .toList();

        assertThat(schemas)
                .hasSizeGreaterThan(20)
                .allSatisfy(schema -> assertThat(schema.get("examples"))
                        .allSatisfy(example ->
                                assertThat(document.faults(schema, example)).isEmpty()));
    }

    @Test
    void everyOperationSaysHowItRefuses() {
        assertThat(document.operations()).allSatisfy(operation -> {
            var responses = operation.described().get("responses");
            assertThat(responses.has("default")).as(operation.name()).isTrue();
            assertThat(responses.has("401")).as(operation.name()).isEqualTo(!operation.isOpen());
        });
    }

    @Test
    void everyExampleOfARefusalStandsUnderItsStatus() {
        assertThat(document.operations())
                .allSatisfy(operation -> operation
                        .described()
                        .get("responses")
                        .properties()
                        .forEach(response -> problems(response.getValue())
                                .forEach(problem -> assertThat(response.getKey())
                                        .as(operation.name())
                                        .isIn("default", problem.get("status").asText()))));
    }

    @Test
    void theTableOfCodesListsEveryCodeAnOperationRefusesWith() {
        var listed = new ArrayList<String>();
        var rows = TABLE_ROW.matcher(document.root().at("/info/description").textValue());
        while (rows.find()) {
            var codes = CODE.matcher(rows.group(2));
            while (codes.find()) {
                listed.add(rows.group(1) + " " + codes.group(1));
            }
        }

        assertThat(listed).isSortedAccordingTo(Comparator.comparing(line -> line.substring(0, 3)));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(refusals(document));
    }

    /** Status and code of every refusal the document gives an example of. */
    static Set<String> refusals(Document document) {
        var refusals = new TreeSet<String>();
        Document.within(document.root().at("/components/examples"))
                .filter(node -> node.has("code") && node.has("status"))
                .forEach(problem -> refusals.add(problem.get("status").asText() + " "
                        + problem.get("code").textValue()));
        return refusals;
    }

    private Stream<JsonNode> problems(JsonNode response) {
        var content = document.resolve(response).at("/content/application~1problem+json");
        return content.isMissingNode() ? Stream.empty() : examples(content).stream();
    }

    private List<JsonNode> examples(JsonNode content) {
        var examples = new ArrayList<JsonNode>();
        if (content.has("example")) {
            examples.add(content.get("example"));
        }
        content.path("examples")
                .properties()
                .forEach(example ->
                        examples.add(document.resolve(example.getValue()).get("value")));
        return examples;
    }
}
