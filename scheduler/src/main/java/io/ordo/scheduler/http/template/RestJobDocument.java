package io.ordo.scheduler.http.template;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Templates as RestJobScheduler writes them in its {@code job_templates.json}: an object of them by their types. */
@Singleton
public final class RestJobDocument {
    /** What chooses the executor of a task. */
    static final String TYPE = "type";

    /** What only its templates have. */
    private static final Set<String> MARKS = Set.of("startInSeconds", "userTriggered");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LONGEST_START = 366 * 24 * 3_600;

    private final Json json;
    private final TemplatePayloads payloads;

    public RestJobDocument(Json json, TemplatePayloads payloads) {
        this.json = json;
        this.payloads = payloads;
    }

    /** Whether a body is such a document, and no template of our own. */
    static boolean isOne(JsonNode body) {
        return body.isObject()
                && body.size() > 0
                && values(body).allMatch(JsonNode::isObject)
                && values(body).anyMatch(template -> MARKS.stream().anyMatch(mark -> template.get(mark) != null));
    }

    private static Stream<JsonNode> values(JsonNode object) {
        return StreamSupport.stream(object.values().spliterator(), false);
    }

    /**
     * The templates of a document, in its order.
     *
     * @throws ProblemException when anything in it is wrong; the fields it names begin with the template's type
     */
    public List<TemplateDraft> read(JsonNode document) {
        var fields = Fields.of(document);
        var drafts = new ArrayList<TemplateDraft>();
        if (document.isObject()) {
            document.entries().forEach(entry -> {
                var template = fields.nested(entry.getKey());
                if (template == null) {
                    fields.wrong(entry.getKey(), "type", "Must be an object: a template.");
                } else {
                    drafts.add(draft(entry.getKey(), template));
                }
            });
        }
        fields.check();
        drafts.forEach(draft -> payloads.checkKept(draft, fields, draft.name() + ".payload"));
        fields.check();
        return drafts;
    }

    /** One template; what is wrong with it is noted. */
    private TemplateDraft draft(String name, Fields fields) {
        fields.require(TYPE);
        fields.require("startInSeconds");
        fields.require("userTriggered");
        fields.require("rescheduleAfterTermination");
        checkName(name, fields);
        var start = fields.integer("startInSeconds", 1, LONGEST_START);
        boolean byUsers = Boolean.TRUE.equals(fields.bool("userTriggered"));
        boolean isAgain = Boolean.TRUE.equals(fields.bool("rescheduleAfterTermination"));
        if (byUsers && isAgain) {
            fields.wrong("rescheduleAfterTermination", "endless", TemplateDraft.ENDLESS);
        }
        var described = fields.object("payload_schema");
        var schema = RestJobFields.schema(name, fields.nested("payload_schema"), described);
        var payload = fields.object("payload");
        if (payload != null) {
            checkPayload(payload, described, fields);
        }
        fields.noOthers();
        return new TemplateDraft(
                name,
                null,
                json.text(schema),
                json.text(defaults(name, payload)),
                null,
                Work.DEFAULT_QUEUE,
                new ScheduleExpression(Objects.requireNonNullElse(start, 1) + "s", ZoneId.of("UTC")),
                Policies.DEFAULT,
                byUsers,
                isAgain && !byUsers);
    }

    private static void checkName(String name, Fields fields) {
        if (!NAME.matcher(name).matches()) {
            fields.wrong(
                    TYPE,
                    "format",
                    "The type has 1 to 100 letters, digits, dots, dashes and underscores, a letter or digit first.");
        }
        var type = fields.text(TYPE, 0, TemplateDraft.LONGEST_NAME);
        if (type != null && !type.equals(name)) {
            fields.wrong(TYPE, "type_differs", "Must be '" + name + "', as the template is called.");
        }
    }

    /** A field that is not described could not be in the payload of any job. */
    private static void checkPayload(JsonNode payload, @Nullable JsonNode described, Fields fields) {
        for (var entry : payload.entries()) {
            var name = entry.getKey();
            if (name.equals(TYPE)) {
                fields.wrong(
                        "payload.type", "reserved", "The type of a payload chooses its executor; rename the field.");
            } else if (described == null || described.get(name) == null) {
                fields.wrong("payload." + name, "unknown", "Must be described in payload_schema, or be left out.");
            }
        }
    }

    /** The type first: an executor is chosen by it. */
    private static JsonNode defaults(String name, @Nullable JsonNode payload) {
        var all = new LinkedHashMap<String, JsonNode>();
        all.put(TYPE, JsonNode.createStringNode(name));
        if (payload != null) {
            payload.entries().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        }
        return JsonNode.createObjectNode(all);
    }
}
