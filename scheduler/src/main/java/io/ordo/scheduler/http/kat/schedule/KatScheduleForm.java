package io.ordo.scheduler.http.kat.schedule;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.item.KatItem;
import io.ordo.scheduler.http.kat.KatFields;
import io.ordo.scheduler.http.kat.KatGuide;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.scheduling.KatSchedules;
import io.ordo.scheduler.scheduling.KatSchedules.Due;
import io.ordo.scheduler.scheduling.KatSchedules.Wish;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a new schedule, or what is to be different about one. */
@Singleton
final class KatScheduleForm {
    private static final int LONGEST_HASH = 32;

    /** What clients look for in a refusal, whatever else it says. */
    private static final String INVALID = "1 validation error for Schedule";

    private static final List<String> NEEDED = List.of("scheduler_id", "organisation", "data");
    private static final String NEITHER = "Give scheduler_id, organisation and data for a schedule of OpenKAT,"
            + " or name, type, schedule and task for a client schedule";

    private final KatSchedules schedules;
    private final KnownQueues queues;
    private final Json json;

    KatScheduleForm(KatSchedules schedules, KnownQueues queues, Json json) {
        this.schedules = schedules;
        this.queues = queues;
        this.json = json;
    }

    JsonNode body(Optional<byte[]> body) {
        return json.body(body);
    }

    /** @throws KatRefusal when it cannot be kept */
    Job create(JsonNode body) {
        var fields = KatFields.of(body);
        if (NEEDED.stream().noneMatch(fields::has)) {
            throw KatRefusal.invalid(List.of(new Issue("missing", List.of("body"), NEITHER, body)));
        }
        NEEDED.forEach(fields::require);
        var scheduler = fields.notNull("scheduler_id", fields.text("scheduler_id", Queue.LONGEST_ID));
        var organisation = fields.notNull("organisation", fields.text("organisation", JobDraft.LONGEST_TENANT));
        var data = fields.notNull("data", fields.object("data"));
        var cron = fields.text("schedule", ScheduleExpression.LONGEST);
        var deadline = fields.instant("deadline_at");
        fields.noOthersBut(Set.of());
        fields.check();
        if (cron == null && deadline == null) {
            throw KatRefusal.badRequest("Either deadline_at or schedule must be provided");
        }
        var schedule = schedule(cron);
        var queue = queue(Objects.requireNonNull(scheduler));
        var item = item(KatGuide.rules(queue), Objects.requireNonNull(data));
        var settings = queue.settings();
        var work = new Work(
                queue.id(),
                organisation,
                Work.DEFAULT_PRIORITY,
                json.text(item.data()),
                settings.retry(),
                settings.timeout());
        return valid(() -> schedules.enter(
                new Wish(item.hash(), work, schedule, true, deadline == null ? null : new Due(deadline))));
    }

    /** @throws KatRefusal when there is nothing to change, or the change cannot be kept */
    Job change(Job job, JsonNode body) {
        var fields = KatFields.of(body);
        var hash = fields.text("hash", LONGEST_HASH);
        var data = fields.notNull("data", fields.object("data"));
        var enabled = fields.notNull("enabled", fields.bool("enabled"));
        var cron = fields.text("schedule", ScheduleExpression.LONGEST);
        var deadline = fields.instant("deadline_at");
        fields.check();
        if (Stream.of("hash", "data", "enabled", "schedule", "deadline_at").noneMatch(fields::has)) {
            throw KatRefusal.badRequest("no data to patch");
        }
        var item = data == null ? null : item(rules(job), data);
        var hashOfData = item == null ? job.externalKey() : item.hash();
        var draft = job.draft();
        var wish = new Wish(
                fields.has("hash") ? hash : hashOfData,
                item == null ? draft.work() : draft.work().carrying(json.text(item.data())),
                fields.has("schedule") ? schedule(cron) : draft.schedule(),
                enabled == null ? draft.status() == JobStatus.ACTIVE : enabled,
                fields.has("deadline_at") ? new Due(deadline) : null);
        return valid(() -> schedules.amend(job, wish));
    }

    private Queue queue(String scheduler) {
        return queues.find(scheduler)
                .filter(queue -> queue.settings().kat() != null)
                .orElseThrow(() -> KatRefusal.badRequest("Scheduler " + scheduler + " not found"));
    }

    private KatRules rules(Job job) {
        return KatGuide.rules(queue(job.draft().work().queue()));
    }

    private static KatItem item(KatRules rules, JsonNode data) {
        return KatItem.read(rules.item(), data)
                .orElseThrow(
                        () -> KatRefusal.badRequest(INVALID + ": data is not what a task of this scheduler needs"));
    }

    private ScheduleExpression schedule(@Nullable String cron) {
        try {
            return schedules.schedule(cron);
        } catch (ScheduleRefused _) {
            throw KatRefusal.validation(INVALID + ": '" + cron
                    + "' is no cron expression; write minute, hour, day, month and weekday, or @daily and the like");
        }
    }

    private static Job valid(Supplier<Job> entry) {
        try {
            return entry.get();
        } catch (ScheduleRefused refused) {
            throw KatRefusal.validation(INVALID + ": " + refused.getMessage());
        }
    }
}
