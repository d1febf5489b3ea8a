package io.ordo.scheduler.http.api;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a settlement from its body. */
@Singleton
final class SettleForm {
    private static final int LONGEST_ERROR = 4_000;
    private static final int LONGEST_REASON = 64;

    private final Json json;

    SettleForm(Json json) {
        this.json = json;
    }

    Said read(JsonNode body) {
        var fields = Fields.of(body);
        fields.require("fence");
        fields.require("outcome");
        var fence = fields.fence("fence");
        var retryable = fields.bool("retryable");
        var outcome = fields.oneOf("outcome", word -> outcome(word, retryable), "succeeded, failed");
        var result = fields.any("result");
        var reason = fields.text("reason", 1, LONGEST_REASON);
        var error = fields.text("error", 0, LONGEST_ERROR);
        var exitCode = fields.integer("exit_code", Integer.MIN_VALUE, Integer.MAX_VALUE);
        var log = fields.log("log");
        fields.noOthers();
        fields.check();
        var report = new Report(
                Objects.requireNonNull(outcome),
                result == null ? null : json.text(result),
                reason,
                error,
                exitCode,
                log);
        return new Said(Objects.requireNonNull(fence), report);
    }

    private static @Nullable Outcome outcome(String word, @Nullable Boolean retryable) {
        return switch (word) {
            case "succeeded" -> new Outcome.Succeeded();
            case "failed" -> new Outcome.Failed(retryable == null || retryable);
            default -> null;
        };
    }

    /** A fence and the report under it. */
    record Said(long fence, Report report) {}
}
