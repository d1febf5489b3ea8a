package io.ordo.scheduler.http.template;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.schema.ItemSchemas;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payloads of jobs that are made of templates. */
@Singleton
public final class TemplatePayloads {
    /** A queue's id has no blank. Alone it stands for whatever template is not there yet. */
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
        note(schemas.judge(SCHEMA_OF + template.name(), template.draft().payloadSchema()), payload, fields, "payload");
        return payload;
    }

    /** Notes what is wrong with a schema that payloads are to satisfy. */
    void checkSchema(String schema, Fields fields, String name) {
        schemas.checkSchema(schema, fields, name);
    }

    /**
     * Notes what is wrong with the defaults of a template of which the scheduler itself keeps a job: nobody lays
     * anything over them.
     */
    void checkKept(TemplateDraft draft, Fields fields, String name) {
        if (!draft.userTriggered()) {
            note(schemas.judge(SCHEMA_OF, draft.payloadSchema()), draft.defaults(), fields, name);
        }
    }

    private static void note(ItemSchemas.Judge judge, String payload, Fields fields, String name) {
        judge.faults(payload)
                .forEach(fault -> fields.wrong(name + fault.place(), rule(fault.keyword()), fault.message()));
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
