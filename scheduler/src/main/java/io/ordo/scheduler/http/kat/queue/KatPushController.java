package io.ordo.scheduler.http.kat.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.api.kat.KatTask;
import io.ordo.scheduler.http.item.KatItem;
import io.ordo.scheduler.http.kat.KatFields;
import io.ordo.scheduler.http.kat.KatGuide;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.KatTaskViews;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.schema.ItemSchemas;
import io.ordo.scheduler.http.schema.ItemSchemas.Fault;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.steering.Submission;
import io.ordo.scheduler.steering.Submitter;
import io.ordo.scheduler.work.Work;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Takes in what OpenKAT's clients push. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatPushController {
    private static final String MALFORMED = "malformed item";

    /** What a runner that hands a task back sends along: it sends the task as it got it. */
    private static final Set<String> OF_A_WHOLE_TASK =
            Set.of("status", "type", "hash", "schedule_id", "created_at", "modified_at", "lease");

    private final Submitter submitter;
    private final KatGuide guide;
    private final KatTaskViews views;
    private final Json json;
    private final ItemSchemas schemas;

    KatPushController(Submitter submitter, KatGuide guide, KatTaskViews views, Json json, ItemSchemas schemas) {
        this.submitter = submitter;
        this.guide = guide;
        this.views = views;
        this.json = json;
        this.schemas = schemas;
    }

    /** Queues a task. */
    @Post("/schedulers/{id}/push")
    @Consumes(MediaType.ALL)
    HttpResponse<KatTask> push(String id, HttpRequest<byte[]> request) {
        return push(guide.scheduler(id), request);
    }

    /** Queues a task, for older clients. */
    @Post("/queues/{id}/push")
    @Consumes(MediaType.ALL)
    HttpResponse<KatTask> pushToQueue(String id, HttpRequest<byte[]> request) {
        return push(guide.queue(id), request);
    }

    private HttpResponse<KatTask> push(Queue queue, HttpRequest<byte[]> request) {
        var submission = read(queue, json.body(request.getBody()));
        return HttpResponse.created(views.view(submitter.submit(queue, submission)));
    }

    private Submission read(Queue queue, JsonNode body) {
        var fields = KatFields.of(body);
        var scheduler = fields.text("scheduler_id", Queue.LONGEST_ID);
        if (scheduler != null && !scheduler.equals(queue.id())) {
            throw KatRefusal.badRequest("scheduler_id in item does not match the scheduler_id in the path");
        }
        fields.require("organisation");
        fields.require("data");
        var id = fields.id("id");
        var organisation = fields.notNull("organisation", fields.text("organisation", JobDraft.LONGEST_TENANT));
        var priority = fields.integer("priority");
        var data = fields.notNull("data", fields.object("data"));
        fields.noOthersBut(OF_A_WHOLE_TASK);
        fields.check();
        var item = KatItem.read(KatGuide.rules(queue).item(), Objects.requireNonNull(data))
                .orElseThrow(() -> KatRefusal.badRequest(MALFORMED));
        if (priority == null || priority < 1) {
            throw KatRefusal.badRequest(MALFORMED);
        }
        var settings = queue.settings();
        String payload = json.text(item.data());
        judge(queue, payload);
        var work = new Work(queue.id(), organisation, priority, payload, settings.retry(), settings.timeout());
        return new Submission(id, item.hash(), work, item.dataAt());
    }

    /** By the schema of the queue, before the id of the task is filled in. */
    private void judge(Queue queue, String payload) {
        var issues = schemas.judge(queue).faults(payload).stream()
                .map(fault -> new Issue("schema", place(fault), fault.message(), null))
                .toList();
        if (!issues.isEmpty()) {
            throw KatRefusal.invalid(issues);
        }
    }

    private static List<String> place(Fault fault) {
        return Stream.of(("body.data" + fault.place()).split("\\.", -1)).toList();
    }
}
