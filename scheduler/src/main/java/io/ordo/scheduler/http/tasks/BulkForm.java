package io.ordo.scheduler.http.tasks;

import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.IdArray;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.TaskFilterForm;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.tending.DeadLetter;
import io.ordo.scheduler.tending.TaskFilter;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is to be done to many tasks. */
@Singleton
final class BulkForm {
    /** The most dead letters named one by one. */
    static final int MOST_IDS = 1_000;

    private final Json json;
    private final TaskFilterForm filters;

    BulkForm(Json json, TaskFilterForm filters) {
        this.json = json;
        this.filters = filters;
    }

    Asked bulk(Optional<byte[]> body) {
        var fields = Fields.of(json.body(body));
        fields.require("action");
        fields.require("filter");
        var action = fields.oneOf("action", Action::ofWord, Action.WORDS);
        var filter = filter(fields);
        var priority = fields.integer("priority", 1, JobDraft.LOWEST_PRIORITY);
        var isDryRun = fields.bool("dry_run");
        if (action == Action.REPRIORITISE) {
            fields.require("priority");
        }
        fields.noOthers();
        fields.check();
        return new Asked(
                Objects.requireNonNull(action),
                Objects.requireNonNull(filter),
                priority == null ? 0 : priority,
                Boolean.TRUE.equals(isDryRun));
    }

    boolean clear(Optional<byte[]> body) {
        return json.largeIfAny(body)
                .map(tree -> {
                    var fields = Fields.of(tree);
                    var isDryRun = fields.bool("dry_run");
                    fields.noOthers();
                    fields.check();
                    return Boolean.TRUE.equals(isDryRun);
                })
                .orElse(false);
    }

    Redrive redrive(Optional<byte[]> body) {
        var fields = Fields.of(json.body(body));
        fields.require("queue");
        var queue = fields.text("queue", 1, Queue.LONGEST_ID);
        var reason = fields.text("reason", 1, Report.LONGEST_REASON);
        var ids = IdArray.read(fields, "ids", MOST_IDS);
        var isDryRun = fields.bool("dry_run");
        boolean isOfSome = fields.has("ids") && !fields.isNull("ids");
        fields.noOthers();
        fields.check();
        return new Redrive(
                new DeadLetter.Filter(queue, reason, isOfSome ? ids : null, true), Boolean.TRUE.equals(isDryRun));
    }

    private @Nullable TaskFilter filter(Fields body) {
        var fields = body.nested("filter");
        if (fields == null) {
            return null;
        }
        var filter = filters.ofAll(fields);
        if (filter.isEmpty()) {
            body.wrong("filter", "empty", "Must name at least one condition.");
        }
        return filter;
    }

    /** What can be done to many. */
    enum Action {
        CANCEL,
        RETRY,
        REPRIORITISE;

        static final String WORDS = Stream.of(values()).map(Action::word).collect(Collectors.joining(", "));

        static @Nullable Action ofWord(String word) {
            return Stream.of(values())
                    .filter(action -> action.word().equals(word))
                    .findFirst()
                    .orElse(null);
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something to be done to all tasks that pass a filter.
     *
     * @param priority the new one; 0 when the action needs none
     */
    record Asked(Action action, TaskFilter filter, int priority, boolean isDryRun) {}

    /** Dead letters to be done again. */
    record Redrive(DeadLetter.Filter filter, boolean isDryRun) {}
}
