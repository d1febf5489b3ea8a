package io.ordo.scheduler.http.restjobs;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.ordo.api.FieldError;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.template.RestJobFields;
import io.ordo.scheduler.http.template.TemplatePayloads;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.template.MadeJobs.MadeJob;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.Templates;
import io.ordo.scheduler.templating.TemplateJobs;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs and templates in RestJobScheduler's words. */
@Singleton
final class RestJobDesk {
    private static final String JOB_TYPE = "job_type";

    private final Templates templates;
    private final TemplatePayloads payloads;
    private final TemplateJobs maker;
    private final Jobs jobs;
    private final Json json;

    RestJobDesk(Templates templates, TemplatePayloads payloads, TemplateJobs maker, Jobs jobs, Json json) {
        this.templates = templates;
        this.payloads = payloads;
        this.maker = maker;
        this.jobs = jobs;
        this.json = json;
    }

    /** What a form of each template asks for that users trigger, by its type. */
    Map<String, JsonNode> schemas() {
        var schemas = new LinkedHashMap<String, JsonNode>();
        for (var template : templates.some(null, Template.MOST)) {
            if (template.draft().userTriggered()) {
                schemas.put(template.name(), RestJobFields.described(schema(template)));
            }
        }
        return schemas;
    }

    /**
     * Looks whether a form names the type of a job.
     *
     * @throws RestJobRefusal 400 when it does not
     */
    void checkType(Job job, @Nullable String type) {
        if (type == null) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Payload must contain job type");
        }
        if (template(type).isEmpty()) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "No job template exists for the specified type");
        }
        var reference = job.origin().template();
        if (reference != null && !type.equals(Template.name(reference))) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Job is of another type: " + Template.name(reference));
        }
    }

    /**
     * Makes a job of what a form says.
     *
     * @return its id
     */
    String create(Map<String, String> form) {
        var type = form.get(JOB_TYPE);
        if (type == null) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Job type must be specified in request body");
        }
        var template = template(type)
                .orElseThrow(() -> new RestJobRefusal(HttpStatus.NOT_FOUND, "Couldn't find job template"));
        var job = maker.enter(template, payload(template, form));
        return Objects.requireNonNull(job.externalKey());
    }

    /** The form has exactly the fields of the payload, and the type of the job in any case. */
    private String payload(Template template, Map<String, String> form) {
        var names = RestJobFields.names(json.stored(template.draft().defaults()), schema(template));
        if (names.isEmpty()) {
            return template.draft().defaults();
        }
        var given = new LinkedHashMap<String, JsonNode>();
        form.forEach((name, text) -> given.put(name, RestJobFields.value(schema(template), name, text)));
        if (!names.contains(JOB_TYPE)) {
            given.remove(JOB_TYPE);
        }
        if (!given.keySet().equals(names)) {
            throw refused(List.of());
        }
        try {
            var fields = Fields.of(JsonNode.createObjectNode(given));
            var payload = payloads.read(template, JsonNode.createObjectNode(given), fields);
            fields.check();
            return payload;
        } catch (ProblemException invalid) {
            throw refused(invalid.errors());
        }
    }

    private static RestJobRefusal refused(List<FieldError> errors) {
        return new RestJobRefusal(HttpStatus.BAD_REQUEST, "Payload fields do not match schema.", errors);
    }

    /**
     * The job of an id that RestJobScheduler gave, or Ordo did.
     *
     * @throws RestJobRefusal 404 when there is none
     */
    Job find(String id) {
        if (!Storable.isStorable(id)) {
            throw unknown();
        }
        return jobs.hold(Origin.TEMPLATE, id)
                .or(() -> Ids.parse(id)
                        .flatMap(jobs::find)
                        .filter(job -> job.origin().template() != null))
                .orElseThrow(RestJobDesk::unknown);
    }

    static RestJobRefusal unknown() {
        return new RestJobRefusal(HttpStatus.NOT_FOUND, "Job not found");
    }

    static String id(MadeJob job) {
        return Objects.requireNonNullElseGet(job.key(), () -> job.id().toString());
    }

    static Map<String, Object> view(MadeJob job) {
        var view = new LinkedHashMap<String, Object>();
        var completed = job.completedAt();
        view.put("startTime", job.createdAt().toEpochMilli());
        view.put("terminatedTime", completed == null ? -1L : completed.toEpochMilli());
        view.put("state", completed == null ? "scheduled" : "terminated");
        view.put(JOB_TYPE, job.template());
        view.put("completion_percentage", Objects.requireNonNullElse(job.progress(), 0));
        return view;
    }

    private Optional<Template> template(String name) {
        return Optional.of(name).filter(Storable::isStorable).flatMap(templates::find);
    }

    private JsonNode schema(Template template) {
        return json.stored(template.draft().payloadSchema());
    }
}
