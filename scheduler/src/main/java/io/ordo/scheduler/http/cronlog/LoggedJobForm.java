package io.ordo.scheduler.http.cronlog;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.FieldError;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads jobs of the cron log: whatever is neither name, cron nor target is a field of the job. */
@Singleton
final class LoggedJobForm {
    /** What stands in the payload of a job: its fields. */
    static final String FIELDS = "fields";

    private static final Pattern CRON = Pattern.compile("@\\w+|\\S+(\\s+\\S+){4,5}");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Set<String> OUR_OWN = Set.of("name", "job_name", "cron", "job_fields");

    private final Json json;
    private final TargetForm targets;

    LoggedJobForm(Json json, TargetForm targets) {
        this.json = json;
        this.targets = targets;
    }

    /** @throws ProblemException when it is no job, with everything that is wrong with it */
    JobDraft read(Optional<byte[]> body) {
        var tree = json.body(body);
        var fields = Fields.of(tree);
        fields.require("cron");
        var cron = fields.text("cron", 1, ScheduleExpression.LONGEST);
        var name = name(fields);
        var nested = fields.object("job_fields");
        var beside = beside(tree);
        var target = beside.containsKey("target") ? null : targets.read(fields, null);
        beside.keySet().forEach(fields::any);
        if (nested != null) {
            checkSame(beside, nested, fields);
        }
        fields.check();
        if (nested != null) {
            nested.entries().forEach(entry -> beside.put(entry.getKey(), entry.getValue()));
        }
        return draft(Objects.requireNonNull(name), cron(Objects.requireNonNull(cron)), target, beside);
    }

    /** The refusal of what is no cron expression. */
    static ProblemException invalidCron(String why) {
        return ProblemException.invalid(List.of(new FieldError("", "format", "Invalid cron expression: " + why)));
    }

    private static @Nullable String name(Fields fields) {
        var name = fields.text("name", 1, JobDraft.LONGEST_NAME);
        var other = fields.text("job_name", 1, JobDraft.LONGEST_NAME);
        if (name != null && other != null && !name.equals(other)) {
            fields.wrong("job_name", "choice", "Must be as name, or be left out.");
        }
        if (!fields.has("job_name")) {
            fields.require("name");
        } else if (!fields.has("name")) {
            fields.require("job_name");
        }
        return name == null ? other : name;
    }

    /** The fields that stand beside the name. A target is an object; what is called so and is none is a field, too. */
    private static Map<String, JsonNode> beside(JsonNode body) {
        var beside = new LinkedHashMap<String, JsonNode>();
        if (body.isObject()) {
            body.entries().forEach(entry -> {
                boolean isTarget =
                        entry.getKey().equals("target") && entry.getValue().isObject();
                if (!OUR_OWN.contains(entry.getKey()) && !isTarget) {
                    beside.put(entry.getKey(), entry.getValue());
                }
            });
        }
        return beside;
    }

    /** A field that stands in both places says the same in both. */
    private static void checkSame(Map<String, JsonNode> beside, JsonNode nested, Fields fields) {
        for (var entry : nested.entries()) {
            var other = beside.get(entry.getKey());
            if (other != null && !other.equals(entry.getValue())) {
                fields.wrong("job_fields." + entry.getKey(), "choice", "Must be as beside job_fields, or be left out.");
            }
        }
    }

    private static String cron(String text) {
        var cron = text.strip();
        if (!CRON.matcher(cron).matches()) {
            throw invalidCron("'" + text + "' has neither five fields nor six, nor is it @daily or the like.");
        }
        return cron;
    }

    private JobDraft draft(String name, String cron, @Nullable Target target, Map<String, JsonNode> fields) {
        var payload = new LinkedHashMap<String, JsonNode>();
        payload.put("type", JsonNode.createStringNode("log"));
        payload.put("log", JsonNode.createStringNode(name));
        payload.put(FIELDS, JsonNode.createObjectNode(fields));
        var work = new Work(
                target == null ? Work.DEFAULT_QUEUE : Target.DEFAULT_QUEUE,
                null,
                Work.DEFAULT_PRIORITY,
                json.text(JsonNode.createObjectNode(payload)),
                RetryPolicy.DEFAULT,
                Work.DEFAULT_TIMEOUT,
                target,
                null);
        return new JobDraft(name, new ScheduleExpression(cron, UTC), Policies.DEFAULT, work, null, JobStatus.ACTIVE);
    }
}
