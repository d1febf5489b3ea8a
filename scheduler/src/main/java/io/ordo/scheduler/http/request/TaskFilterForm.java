package io.ordo.scheduler.http.request;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.value.Statuses;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.tending.TaskFilter;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which tasks somebody means: conditions that must all hold. */
@Singleton
public final class TaskFilterForm {
    /** The most payloads to choose from. */
    public static final int MOST_PAYLOADS = 20;

    private static final int LONGEST_PAYLOAD = 10_000;

    private final Json json;

    TaskFilterForm(Json json) {
        this.json = json;
    }

    /** Which of all tasks. */
    public TaskFilter ofAll(Fields fields) {
        var queue = fields.text("queue", 1, Queue.LONGEST_ID);
        var status = fields.oneOf("status", Statuses::ofWord, Statuses.WORDS);
        return read(fields, queue, status);
    }

    /** Which of the tasks that are queued in one queue. */
    public TaskFilter ofQueued(Fields fields) {
        return read(fields, null, null);
    }

    private TaskFilter read(Fields fields, @Nullable String queue, @Nullable Status status) {
        var filter = new TaskFilter(
                queue,
                status,
                fields.text("owner_id", 1, JobDraft.LONGEST_TENANT),
                fields.id("job_id"),
                payloads(fields, "payload"),
                fields.instant("created_after"),
                fields.instant("created_before"));
        fields.noOthers();
        return filter;
    }

    /** An object, or an array of some. */
    private @Nullable List<String> payloads(Fields fields, String name) {
        var value = fields.any(name);
        if (value == null) {
            return null;
        }
        var objects = value.isArray() ? items(value) : List.of(value);
        if (objects.size() > MOST_PAYLOADS || !objects.stream().allMatch(JsonNode::isObject)) {
            fields.wrong(name, "type", "Must be an object, or an array of up to " + MOST_PAYLOADS + " objects.");
            return null;
        }
        if (objects.isEmpty()) {
            fields.wrong(name, "empty", "Must name at least one object.");
        }
        var texts = objects.stream().map(json::text).toList();
        if (texts.stream().anyMatch(text -> text.length() > LONGEST_PAYLOAD)) {
            fields.wrong(
                    name, "length", "Must have at most " + LONGEST_PAYLOAD + " characters, each object by itself.");
        }
        return texts;
    }

    private static List<JsonNode> items(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.values().forEach(items::add);
        return items;
    }
}
