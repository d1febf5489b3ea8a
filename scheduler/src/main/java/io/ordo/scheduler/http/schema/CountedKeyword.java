package io.ordo.scheduler.http.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.FormatKeyword;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.TypeValidator;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.Vocabulary;
import java.util.Map;
import java.util.Set;

/** A keyword of JSON Schema that says what it costs, when it is read and whenever it is applied. */
final class CountedKeyword implements Keyword {
    private static final long READ = 200;
    private static final long APPLIED = 50;
    private static final long A_CHILD = 5;
    private static final long A_FAULT = 1_000;
    private static final int CHARACTERS_A_UNIT = 8;

    /** They look at all of a value, not only at its surface. */
    private static final Set<String> DEEP = Set.of("enum", "const", "uniqueItems");

    private final Keyword keyword;

    CountedKeyword(Keyword keyword) {
        this.keyword = keyword;
    }

    /** The vocabulary with every keyword counted; that of formats has a way of its own. */
    static Vocabulary of(Vocabulary vocabulary) {
        return new Vocabulary(
                vocabulary.getIri(),
                vocabulary.getKeywords().stream()
                        .map(keyword -> keyword.getValue().equals("format") ? keyword : new CountedKeyword(keyword))
                        .toArray(Keyword[]::new));
    }

    @Override
    public String getValue() {
        return keyword.getValue();
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode node, JsonSchema parent, ValidationContext context)
            throws Exception {
        Effort.current().spend(READ + costOfAll(node));
        var validator = keyword.newValidator(location, path, node, parent, context);
        return validator instanceof TypeValidator ? validator : new Counted(validator, node);
    }

    private static long costOfSurface(JsonNode node) {
        return node.isTextual() ? node.textValue().length() / CHARACTERS_A_UNIT : A_CHILD * node.size();
    }

    private static long costOfAll(JsonNode node) {
        long cost = costOfSurface(node);
        for (var child : node) {
            cost += costOfAll(child);
        }
        return cost;
    }

    /** Formats, which the library insists on making by a class of its own. */
    static final class Formats extends FormatKeyword {
        Formats(Map<String, Format> formats) {
            super(formats);
        }

        @Override
        public JsonValidator newValidator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode node,
                JsonSchema parent,
                ValidationContext context) {
            Effort.current().spend(READ);
            return new Counted(super.newValidator(location, path, node, parent, context), node);
        }
    }

    /** Its validator. */
    private record Counted(JsonValidator validator, JsonNode schema) implements JsonValidator {
        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode node, JsonNode root, JsonNodePath location) {
            var effort = Effort.current();
            effort.spend(APPLIED + A_CHILD * schema.size() + cost(node, effort));
            effort.enter();
            var faults = validator.validate(execution, node, root, location);
            effort.leave();
            effort.spend(A_FAULT * faults.size());
            return faults;
        }

        private long cost(JsonNode node, Effort effort) {
            if (DEEP.contains(getKeyword())) {
                return costOfAll(node);
            }
            // It looks at what all others before it have left.
            long seen = getKeyword().startsWith("unevaluated") ? effort.steps() : 0;
            return costOfSurface(node) + seen;
        }

        @Override
        public Set<ValidationMessage> walk(
                ExecutionContext execution, JsonNode node, JsonNode root, JsonNodePath location, boolean validates) {
            return validator.walk(execution, node, root, location, validates);
        }

        @Override
        public void preloadJsonSchema() {
            validator.preloadJsonSchema();
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return validator.getSchemaLocation();
        }

        @Override
        public JsonNodePath getEvaluationPath() {
            return validator.getEvaluationPath();
        }

        @Override
        public String getKeyword() {
            return validator.getKeyword();
        }
    }
}
