package io.ordo.scheduler.http.client;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads client schedules. Fields it does not know are ignored, as the clients are used to, but those of the client,
 * which is what a schedule is known by.
 */
@Singleton
final class ClientForm {
    /** Where the clients live that say nothing else. */
    private static final String DEFAULT_ZONE = "Asia/Seoul";

    /** What a schedule is called whose client calls it nothing. */
    private static final String NAMELESS = "client schedule";

    private final Json json;
    private final ClientEvents events;
    private final TargetForm targets;

    ClientForm(Json json, ClientEvents events, TargetForm targets) {
        this.json = json;
        this.events = events;
        this.targets = targets;
    }

    JsonNode body(Optional<byte[]> body) {
        return json.body(body);
    }

    /** What the schedule of a client is kept under; null for nobody's. */
    @Nullable
    String key(ClientName client) {
        return client.isNobody() ? null : json.text(client.key());
    }

    /** @throws ProblemException when it cannot be kept, with everything that is wrong with it */
    Asked read(JsonNode body) {
        var fields = Fields.of(body);
        fields.require("task");
        var name = fields.text("name", 0, JobDraft.LONGEST_NAME);
        var client = ClientName.read(fields.nested("client"));
        var times = times(fields);
        var zone = fields.text("timezone", 0, ScheduleExpression.LONGEST_ZONE);
        var inner = fields.nested("task");
        var task = inner == null ? null : ClientTask.read(inner, targets);
        var schedule = times == null ? null : refusable(() -> expression(fields, times, zone(zone)));
        fields.check();
        var called = name == null || name.isEmpty() ? NAMELESS : name;
        var wanted = new Wanted(
                called, client, Objects.requireNonNull(times), Objects.requireNonNull(schedule), required(task));
        return new Asked(client, draft(wanted));
    }

    /** What a schedule asks that refuses itself is the client's to change, too. */
    static <T> T refusable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ScheduleRefused refused) {
            throw ProblemException.of(HttpStatus.BAD_REQUEST, "schedule_refused", refused.getMessage());
        }
    }

    private JobDraft draft(Wanted wanted) {
        var task = wanted.task();
        var work = new Work(
                Target.DEFAULT_QUEUE,
                null,
                Work.DEFAULT_PRIORITY,
                json.text(events.event(wanted)),
                task.retry(),
                Work.DEFAULT_TIMEOUT,
                new Target(task.kind(), null, json.text(ClientEvents.settings(task))),
                null);
        return new JobDraft(wanted.name(), wanted.schedule(), task.policies(), work, null, JobStatus.ACTIVE);
    }

    private static @Nullable ClientTimes times(Fields fields) {
        fields.require("type");
        var type = fields.oneOf(
                "type", word -> ClientTimes.Type.ofWord(word).orElse(null), "cron, now, date, delay, delay-recur");
        var text = fields.any("schedule");
        if (text != null && !text.isString() && !text.isNumber()) {
            fields.wrong("schedule", "type", "Must be a text.");
            return null;
        }
        return type == null
                ? null
                : new ClientTimes(
                        type, text == null ? "" : text.coerceStringValue().strip());
    }

    private static @Nullable ScheduleExpression expression(Fields fields, ClientTimes times, ZoneId zone) {
        var expression = times.expression(zone).filter(one -> one.text().length() <= ScheduleExpression.LONGEST);
        if (expression.isEmpty()) {
            fields.wrong(
                    "schedule",
                    "format",
                    "With type " + times.type().word() + " it must be "
                            + times.type().form() + ".");
        }
        return expression.orElse(null);
    }

    private static ZoneId zone(@Nullable String name) {
        return ScheduleExpression.zone(name == null || name.isEmpty() ? DEFAULT_ZONE : name);
    }

    private static ClientTask required(@Nullable ClientTask task) {
        return Objects.requireNonNull(task, "a task that is wrong is noted");
    }

    /**
     * A schedule somebody wants to be kept.
     *
     * @param client under whose name; nobody's is always a new one
     */
    record Asked(ClientName client, JobDraft draft) {}

    /** What was read. */
    record Wanted(String name, ClientName client, ClientTimes times, ScheduleExpression schedule, ClientTask task) {}
}
