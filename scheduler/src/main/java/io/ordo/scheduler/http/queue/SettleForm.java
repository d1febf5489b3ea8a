package io.ordo.scheduler.http.queue;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a settlement from its body. */
@Singleton
final class SettleForm {
    /** The most leases one request names. */
    static final int MOST = 1_000;

    private static final int LONGEST_ERROR = 4_000;

    private final Json json;

    SettleForm(Json json) {
        this.json = json;
    }

    /** One settlement, of the task the path names. */
    Settlement read(UUID task, JsonNode body) {
        var fields = Fields.of(body);
        var settlement = settlement(task, fields);
        fields.check();
        return Objects.requireNonNull(settlement);
    }

    /** One settlement that names its task. */
    Settlement read(JsonNode body) {
        var fields = Fields.of(body);
        var settlement = named(fields);
        fields.check();
        return Objects.requireNonNull(settlement);
    }

    /** Several, each naming its task. {@link Fields#check} is still to be called: wrong ones are left out. */
    List<Settlement> read(List<Fields> each) {
        return each.stream().map(this::named).filter(Objects::nonNull).toList();
    }

    private @Nullable Settlement named(Fields fields) {
        fields.require("task_id");
        return settlement(fields.id("task_id"), fields);
    }

    private @Nullable Settlement settlement(@Nullable UUID task, Fields fields) {
        fields.require("fence");
        fields.require("outcome");
        var fence = fields.fence("fence");
        var retryable = fields.bool("retryable");
        var outcome = fields.oneOf("outcome", word -> outcome(word, retryable), "succeeded, failed, released");
        var result = fields.any("result");
        var report = new Report(
                outcome == null ? new Outcome.Released() : outcome,
                result == null ? null : json.text(result),
                fields.text("reason", 1, Report.LONGEST_REASON),
                fields.text("error", 0, LONGEST_ERROR),
                fields.integer("exit_code", Integer.MIN_VALUE, Integer.MAX_VALUE),
                fields.log("log"));
        fields.noOthers();
        return task == null || fence == null ? null : new Settlement(new LeaseKey(task, fence), report);
    }

    private static @Nullable Outcome outcome(String word, @Nullable Boolean retryable) {
        return switch (word) {
            case "succeeded" -> new Outcome.Succeeded();
            case "failed" -> new Outcome.Failed(retryable == null || retryable);
            case "released" -> new Outcome.Released();
            default -> null;
        };
    }
}
