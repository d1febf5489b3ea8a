package io.ordo.scheduler.http.template;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.schema.ItemSchemas;
import io.ordo.scheduler.template.Template;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payloads of jobs that are made of templates. */
@Singleton
public final class TemplatePayloads {
    /** A queue's id has none. */
    private static final String SCHEMA_OF = "template ";

    private final Json json;
    private final ItemSchemas schemas;

    TemplatePayloads(Json json, ItemSchemas schemas) {
        this.json = json;
        this.schemas = schemas;
    }

    /**
     * The defaults of a template with what was given over them. Notes what of it is wrong by the template's schema, a
     * note a field.
     *
     * @param given what is no object changes nothing
     */
    public String read(Template template, @Nullable JsonNode given, Fields fields) {
        var payload = json.text(over(json.stored(template.draft().defaults()), given));
        var judge = schemas.judge(SCHEMA_OF + template.name(), template.draft().payloadSchema());
        judge.faults(payload)
                .forEach(fault -> fields.wrong("payload" + fault.place(), rule(fault.keyword()), fault.message()));
        return payload;
    }

    /** A payload that says the id of its job, as RestJobScheduler's do. */
    public String naming(String payload, String job) {
        var id = JsonNode.createObjectNode(Map.of("job_id", JsonNode.createStringNode(job)));
        return json.text(over(json.stored(payload), id));
    }

    private static JsonNode over(JsonNode below, @Nullable JsonNode above) {
        if (above == null || !above.isObject()) {
            return below;
        }
        var all = new LinkedHashMap<String, JsonNode>();
        below.entries().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        above.entries().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return JsonNode.createObjectNode(all);
    }

    /** The rule of a field, in the words of all other forms. */
    private static String rule(String keyword) {
        return switch (keyword) {
            case "required", "type", "format" -> keyword;
            case "enum", "const" -> "choice";
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" -> "range";
            case "minLength", "maxLength" -> "length";
            case "pattern" -> "format";
            case "additionalProperties", "unevaluatedProperties" -> "unknown";
            default -> "schema";
        };
    }
}
