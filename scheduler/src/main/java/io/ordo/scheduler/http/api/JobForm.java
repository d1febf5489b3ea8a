package io.ordo.scheduler.http.api;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Concurrencies;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.http.request.RetryPolicies;
import io.ordo.scheduler.http.schedule.PoliciesForm;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.http.template.TemplatePayloads;
import io.ordo.scheduler.job.Job.Pause;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a new job, or the changed fields of one, from a body. */
@Singleton
final class JobForm {
    private static final Duration SHORTEST = Work.SHORTEST_TIMEOUT;

    private final Json json;
    private final QueueGuide queues;
    private final TargetForm targets;
    private final TemplatePayloads payloads;

    JobForm(Json json, QueueGuide queues, TargetForm targets, TemplatePayloads payloads) {
        this.json = json;
        this.queues = queues;
        this.targets = targets;
        this.payloads = payloads;
    }

    JsonNode body(Optional<byte[]> body) {
        return json.body(body);
    }

    /** A body that says nothing. */
    void nothing(Optional<byte[]> body) {
        json.nothing(body);
    }

    /** Why a job is paused; null when there is no body, or no note in it. */
    @Nullable
    String note(Optional<byte[]> body) {
        if (body.isEmpty() || body.get().length == 0) {
            return null;
        }
        var fields = Fields.of(json.body(body));
        var note = fields.text("note", 1, Pause.LONGEST_NOTE);
        fields.noOthers();
        fields.check();
        return note;
    }

    /** A new job: what is absent takes its default. */
    JobDraft create(JsonNode body) {
        return create(body, null);
    }

    /** @param before the one it takes the place of */
    private JobDraft create(JsonNode body, @Nullable JobDraft before) {
        var fields = Fields.of(body);
        fields.require("name");
        fields.require("schedule_expr");
        return read(fields, null, before == null ? null : before.work().target());
    }

    /** A job that is to be so: what is absent takes its default, but a paused or completed one stays that. */
    JobDraft put(JsonNode body, JobDraft before) {
        var draft = create(body, before);
        return body.get("status") == null ? draft.in(statusBefore(before, draft.schedule())) : draft;
    }

    /** A changed job: what is absent stays as it is. */
    JobDraft change(JsonNode body, JobDraft job) {
        return change(Fields.of(body), job);
    }

    /** A job of a template: what is absent is as the template says, what is given of its payload lies over that. */
    JobDraft make(JsonNode body, Template template) {
        var fields = Fields.of(body);
        var payload = payloads.read(template, body.get("payload"), fields);
        return change(fields, template.job()).carrying(payload);
    }

    private JobDraft change(Fields fields, JobDraft job) {
        for (String required : new String[] {"name", "schedule_expr", "timezone", "payload", "status", "queue"}) {
            if (fields.isNull(required)) {
                fields.wrong(required, "required", "This field cannot be null; leave it out to keep it.");
            }
        }
        return read(fields, job, job.work().target());
    }

    /** @param kept the target that the job has */
    private JobDraft read(Fields fields, @Nullable JobDraft job, @Nullable Target kept) {
        var name = fields.text("name", 1, JobDraft.LONGEST_NAME);
        var expression = fields.text("schedule_expr", 1, ScheduleExpression.LONGEST);
        var timezone = fields.text("timezone", 1, ScheduleExpression.LONGEST_ZONE);
        var dst = PoliciesForm.dst(
                fields, job == null ? Dst.DEFAULT : job.schedule().dst());
        var policies = PoliciesForm.read(fields, job == null ? Policies.DEFAULT : job.policies());
        var target = targets.read(fields, job == null ? null : job.work().target(), kept);
        var work = work(fields, job == null ? null : job.work(), target);
        queues.checkTarget(work.queue(), target, fields);
        var deadline = fields.duration("deadline", SHORTEST, Duration.ofDays(366));
        var status = fields.oneOf("status", word -> JobStatus.ofWord(word).orElse(null), "active, paused, completed");
        fields.noOthers();
        fields.check();
        if (job == null) {
            var schedule = new ScheduleExpression(Objects.requireNonNull(expression), zone(timezone, null), dst);
            return new JobDraft(
                    Objects.requireNonNull(name), schedule, policies, work, deadline, or(status, JobStatus.ACTIVE));
        }
        var schedule = new ScheduleExpression(
                or(expression, job.schedule().text()),
                zone(timezone, job.schedule().zone()),
                dst);
        return new JobDraft(
                or(name, job.name()),
                schedule,
                policies,
                work,
                fields.has("deadline") ? deadline : job.deadline(),
                or(status, statusBefore(job, schedule)));
    }

    /** A completed job that is given another schedule has something to do again. */
    private static JobStatus statusBefore(JobDraft job, ScheduleExpression schedule) {
        return job.status() == JobStatus.COMPLETED && !schedule.isSameAs(job.schedule())
                ? JobStatus.ACTIVE
                : job.status();
    }

    private static ZoneId zone(@Nullable String name, @Nullable ZoneId before) {
        if (name != null) {
            return ScheduleExpression.zone(name);
        }
        return before == null ? ScheduleExpression.zone("UTC") : before;
    }

    private Work work(Fields fields, @Nullable Work before, @Nullable Target target) {
        var tenant = fields.text("owner_id", 1, JobDraft.LONGEST_TENANT);
        var queue = fields.text("queue", 1, Queue.LONGEST_ID);
        var priority = fields.integer("priority", 1, JobDraft.LOWEST_PRIORITY);
        var payload = fields.object("payload");
        var policy = fields.nested("retry_policy");
        var retry = policy == null ? null : RetryPolicies.read(policy, RetryPolicy.DEFAULT);
        var timeout = fields.duration("timeout", SHORTEST, Work.LONGEST_TIMEOUT);
        var concurrency = Concurrencies.read(fields);
        if (queue != null && (before == null || !before.queue().equals(queue))) {
            queues.check(queue, fields, "queue");
        }
        String text = payload == null ? null : json.text(payload);
        if (before == null) {
            return new Work(
                    or(queue, target == null ? Work.DEFAULT_QUEUE : Target.DEFAULT_QUEUE),
                    tenant,
                    or(priority, Work.DEFAULT_PRIORITY),
                    or(text, "{}"),
                    or(retry, RetryPolicy.DEFAULT),
                    or(timeout, Work.DEFAULT_TIMEOUT),
                    target,
                    concurrency);
        }
        return new Work(
                or(queue, before.queue()),
                fields.has("owner_id") ? tenant : before.tenant(),
                fields.has("priority") ? or(priority, Work.DEFAULT_PRIORITY) : before.priority(),
                or(text, before.payload()),
                fields.has("retry_policy") ? or(retry, RetryPolicy.DEFAULT) : before.retry(),
                fields.has("timeout") ? or(timeout, Work.DEFAULT_TIMEOUT) : before.timeout(),
                target,
                fields.has("concurrency") ? concurrency : before.concurrency());
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
