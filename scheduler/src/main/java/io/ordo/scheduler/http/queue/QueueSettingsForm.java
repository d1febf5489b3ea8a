package io.ordo.scheduler.http.queue;

import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.FlowLimitsForm;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.RankerForm;
import io.ordo.scheduler.http.request.RetryPolicies;
import io.ordo.scheduler.http.schema.ItemSchemas;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.queue.IdentityRules;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.work.Work;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a queue. */
@Singleton
final class QueueSettingsForm {
    private static final Duration LATEST_RESCHEDULE = Duration.ofDays(366);

    private final Json json;
    private final ItemSchemas schemas;

    QueueSettingsForm(Json json, ItemSchemas schemas) {
        this.json = json;
        this.schemas = schemas;
    }

    /** The settings; what is absent at any depth is as before, what is null becomes nothing where that is possible. */
    QueueSettings read(Fields fields, QueueSettings before) {
        var ranker = RankerForm.read(fields, "ranker", before.ranker());
        var maxsize = fields.integer("maxsize", 0, QueueSettings.LARGEST_MAXSIZE);
        var identity = new IdentityRules(
                or(fields.bool("allow_replace"), before.identity().allowReplace()),
                or(fields.bool("allow_updates"), before.identity().allowUpdates()),
                or(fields.bool("allow_priority_updates"), before.identity().allowPriorityUpdates()));
        var lease = fields.duration("lease", Lease.SHORTEST, Lease.LONGEST);
        var deaths = fields.integer("max_deaths", 1, QueueSettings.MOST_DEATHS);
        var retry = RetryPolicies.read(fields.nested("retry_policy"), before.retry());
        var timeout = fields.duration("timeout", Work.SHORTEST_TIMEOUT, Work.LONGEST_TIMEOUT);
        var limits = FlowLimitsForm.read(fields, before.limits());
        var schema = schema(fields, before.itemSchema());
        var kat = kat(fields, before.kat());
        var events = fields.bool("events");
        var isDispatched = fields.bool("dispatch");
        if (kat != null && Boolean.TRUE.equals(isDispatched)) {
            fields.wrong("dispatch", "kat", "OpenKAT's runners pop the tasks of their queues; leave it out.");
        }
        fields.noOthers();
        fields.check();
        return new QueueSettings(
                ranker,
                or(maxsize, before.maxsize()),
                identity,
                or(lease, before.lease()),
                or(deaths, before.maxDeaths()),
                retry,
                or(timeout, before.timeout()),
                limits,
                schema,
                kat,
                or(events, before.events()),
                or(isDispatched, before.isDispatched()));
    }

    private @Nullable String schema(Fields fields, @Nullable String before) {
        var schema = fields.object("item_schema");
        if (!fields.has("item_schema")) {
            return before;
        }
        if (schema == null) {
            return null;
        }
        String text = json.text(schema);
        schemas.checkSchema(text, fields, "item_schema");
        return text;
    }

    private static @Nullable KatRules kat(Fields fields, @Nullable KatRules before) {
        var kat = fields.nested("kat");
        if (kat == null) {
            return fields.has("kat") ? null : before;
        }
        var item = kat.oneOf(
                "item",
                word -> Stream.of(KatRules.Item.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElse(null),
                "boefje, normalizer, report, any");
        var makesSchedules = kat.bool("makes_schedules");
        var after = kat.duration("reschedule_after", Duration.ofSeconds(1), LATEST_RESCHEDULE);
        kat.noOthers();
        var rules = or(before, KatRules.DEFAULT);
        return new KatRules(
                or(item, rules.item()),
                or(makesSchedules, rules.makesSchedules()),
                kat.has("reschedule_after") ? after : rules.rescheduleAfter());
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }
}
