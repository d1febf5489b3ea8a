package io.ordo.scheduler.http.template;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.http.schedule.PoliciesForm;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a new template, or the changed fields of one, from a body. */
@Singleton
final class TemplateForm {
    /** What can be left out and cannot be nothing. */
    private static final List<String> NEVER_NULL = List.of(
            "payload_schema",
            "defaults",
            "queue",
            "schedule_expr",
            "timezone",
            "user_triggered",
            "reschedule_after_termination");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Json json;
    private final TemplatePayloads payloads;
    private final TargetForm targets;
    private final QueueGuide queues;
    private final Crons crons;

    TemplateForm(Json json, TemplatePayloads payloads, TargetForm targets, QueueGuide queues, Crons crons) {
        this.json = json;
        this.payloads = payloads;
        this.targets = targets;
        this.queues = queues;
        this.crons = crons;
    }

    /** A new template: what is absent takes its default. */
    TemplateDraft create(JsonNode body) {
        var fields = Fields.of(body);
        fields.require("name");
        var name = name(fields);
        boolean isPushed = fields.has("target") && !fields.isNull("target");
        var before = new TemplateDraft(
                Objects.requireNonNullElse(name, ""),
                null,
                "{}",
                "{}",
                null,
                isPushed ? Target.DEFAULT_QUEUE : Work.DEFAULT_QUEUE,
                ScheduleExpression.MANUAL,
                Policies.DEFAULT,
                true,
                false);
        return checked(fields, read(fields, before));
    }

    /** A changed template: what is absent stays as it is. */
    TemplateDraft change(JsonNode body, TemplateDraft before) {
        var fields = Fields.of(body);
        return checked(fields, read(fields, before));
    }

    private static @Nullable String name(Fields fields) {
        var name = fields.text("name", 1, TemplateDraft.LONGEST_NAME);
        if (name != null && !NAME.matcher(name).matches()) {
            fields.wrong(
                    "name",
                    "format",
                    "Must consist of letters, digits, dots, dashes and underscores, a letter or digit first.");
        }
        return name;
    }

    private TemplateDraft read(Fields fields, TemplateDraft before) {
        NEVER_NULL.stream()
                .filter(fields::isNull)
                .forEach(name -> fields.wrong(name, "required", "This field cannot be null; leave it out instead."));
        var title = fields.text("title", 1, TemplateDraft.LONGEST_TITLE);
        var schema = object(fields, "payload_schema");
        var defaults = object(fields, "defaults");
        var target = targets.read(fields, before.target());
        var queue = fields.text("queue", 1, Queue.LONGEST_ID);
        var expression = fields.text("schedule_expr", 1, ScheduleExpression.LONGEST);
        var zone = fields.text("timezone", 1, ScheduleExpression.LONGEST_ZONE);
        var dst = PoliciesForm.dst(fields, before.schedule().dst());
        var policies = PoliciesForm.read(fields, before.policies());
        boolean byUsers = flag(fields, "user_triggered", before.userTriggered());
        boolean isAgain = flag(fields, "reschedule_after_termination", before.rescheduleAfterTermination());
        if (schema != null) {
            payloads.checkSchema(schema, fields, "payload_schema");
        }
        if (queue != null && !queue.equals(before.queue())) {
            queues.check(queue, fields, "queue");
        }
        queues.checkTarget(Objects.requireNonNullElse(queue, before.queue()), target, fields);
        if (byUsers && isAgain) {
            fields.wrong("reschedule_after_termination", "endless", TemplateDraft.ENDLESS);
        }
        fields.noOthers();
        fields.check();
        return new TemplateDraft(
                before.name(),
                fields.has("title") ? title : before.title(),
                Objects.requireNonNullElse(schema, before.payloadSchema()),
                Objects.requireNonNullElse(defaults, before.defaults()),
                target,
                Objects.requireNonNullElse(queue, before.queue()),
                schedule(
                        Objects.requireNonNullElse(expression, before.schedule().text()), zone(zone, before), dst),
                policies,
                byUsers,
                isAgain);
    }

    /** A job can be made of it, if the scheduler itself is to keep one. */
    private TemplateDraft checked(Fields fields, TemplateDraft draft) {
        payloads.checkKept(draft, fields, "defaults");
        fields.check();
        return draft;
    }

    /** The schedule, which must be understood. */
    private ScheduleExpression schedule(String text, ZoneId zone, Dst dst) {
        var schedule = new ScheduleExpression(text, zone, dst);
        schedule.read(crons, Instant.EPOCH);
        return schedule;
    }

    private static ZoneId zone(@Nullable String name, TemplateDraft before) {
        return name == null ? before.schedule().zone() : ScheduleExpression.zone(name);
    }

    private @Nullable String object(Fields fields, String name) {
        var object = fields.object(name);
        return object == null ? null : json.text(object);
    }

    private static boolean flag(Fields fields, String name, boolean otherwise) {
        return Objects.requireNonNullElse(fields.bool(name), otherwise);
    }
}
