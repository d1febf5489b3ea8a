package io.ordo.scheduler.http.queue;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.item.KatItem;
import io.ordo.scheduler.http.request.Concurrencies;
import io.ordo.scheduler.http.request.FieldArray;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.IdArray;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Limits;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.http.request.RetryPolicies;
import io.ordo.scheduler.http.schema.ItemSchemas;
import io.ordo.scheduler.http.schema.ItemSchemas.Judge;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads tasks that are pushed. */
@Singleton
final class PushForm {
    /** The most tasks of one request. */
    static final int MOST = 1_000;

    private static final int LONGEST_HASH = 200;

    private final Json json;
    private final Limits limits;
    private final ItemSchemas schemas;
    private final TargetForm targets;
    private final Supplier<UUID> ids;

    PushForm(Json json, Limits limits, ItemSchemas schemas, TargetForm targets, Supplier<UUID> ids) {
        this.json = json;
        this.limits = limits;
        this.schemas = schemas;
        this.targets = targets;
        this.ids = ids;
    }

    Push one(Queue queue, JsonNode body) {
        return one(queue, Fields.of(body));
    }

    /** One task, of fields some of which may have been read. */
    Push one(Queue queue, Fields fields) {
        var push = read(queue, fields, schemas.judge(queue));
        fields.check();
        return push;
    }

    List<Push> each(Queue queue, JsonNode body) {
        var array = FieldArray.of(body, MOST);
        var each = array.each();
        var judge = schemas.judge(queue);
        var pushes = each.stream().map(fields -> read(queue, fields, judge)).toList();
        var seen = new HashSet<UUID>();
        for (int i = 0; i < pushes.size(); i++) {
            if (!seen.add(pushes.get(i).id())) {
                each.get(i).wrong("id", "unique", "An earlier task of this request has the same id.");
            }
        }
        array.check();
        return pushes;
    }

    private Push read(Queue queue, Fields fields, Judge judge) {
        var id = fields.id("id");
        var notBefore = fields.instant("not_before");
        var deadline = fields.instant("deadline");
        var dataAt = fields.instant("data_at");
        var after = IdArray.read(fields, "after", Push.MOST_AFTER);
        var content = content(queue, fields, judge);
        var work = work(queue, fields, content.payload());
        fields.noOthers();
        var source = Source.PUSH.on(dataAt == null ? content.dataAt() : dataAt);
        return new Push(or(id, ids), id == null, source, work, content.hash(), notBefore, deadline, after);
    }

    private Work work(Queue queue, Fields fields, String payload) {
        var settings = queue.settings();
        if (settings.kat() != null) { // its tasks are those of an organisation
            fields.require("owner_id");
        }
        var tenant = fields.text("owner_id", 1, JobDraft.LONGEST_TENANT);
        var priority = fields.integer("priority", 1, JobDraft.LOWEST_PRIORITY);
        var retry = RetryPolicies.read(fields.nested("retry_policy"), settings.retry());
        var timeout = fields.duration("timeout", Work.SHORTEST_TIMEOUT, Work.LONGEST_TIMEOUT);
        var target = targets.read(fields, null);
        QueueGuide.checkTarget(queue, target, fields);
        return new Work(
                queue.id(),
                tenant,
                or(priority, () -> Work.DEFAULT_PRIORITY),
                payload,
                retry,
                or(timeout, settings::timeout),
                target,
                Concurrencies.read(fields));
    }

    private Content content(Queue queue, Fields fields, Judge judge) {
        fields.require("payload");
        var payload = fields.object("payload");
        var hash = fields.text("hash", 1, LONGEST_HASH);
        var kat = queue.settings().kat();
        if (payload == null) {
            return new Content("{}", hash, null);
        }
        if (kat == null) {
            return new Content(judged(payload, fields, judge), hash, null);
        }
        var item = KatItem.read(kat.item(), payload, (place, fault) -> fields.wrong("payload" + place, "shape", fault));
        if (hash != null && item.isPresent() && !item.get().hash().equals(hash)) {
            fields.wrong("hash", "identity", "Follows from the payload in a queue of OpenKAT; leave it out.");
        }
        return item.map(read -> new Content(judged(read.data(), fields, judge), read.hash(), read.dataAt()))
                .orElse(new Content("{}", hash, null));
    }

    private String judged(JsonNode payload, Fields fields, Judge judge) {
        String text = json.text(payload);
        if (text.getBytes(StandardCharsets.UTF_8).length > limits.bodySize()) {
            fields.wrong("payload", "length", "Must have at most " + limits.bodySize() + " bytes.");
        } else {
            judge.check(text, fields, "payload");
        }
        return text;
    }

    private static <T> T or(@Nullable T value, Supplier<T> otherwise) {
        return value == null ? otherwise.get() : value;
    }

    /** What is to be done, what it is known by, and from when its data is as far as it says so. */
    private record Content(
            String payload, @Nullable String hash, @Nullable Instant dataAt) {}
}
