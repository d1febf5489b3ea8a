package io.ordo.scheduler.http.client;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Words;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client schedule says of its tasks.
 *
 * @param connection how the target is reached, as it can be kept, with the data if they stood there
 * @param data what is sent, from either place
 * @param hasOwnData whether they stood beside the connection
 * @param most how often a failed one is repeated, -1 for as often as can be
 */
record ClientTask(
        Target.Kind kind,
        JsonNode connection,
        JsonNode data,
        boolean hasOwnData,
        boolean isInHistory,
        Failed failed,
        int waitSeconds,
        int most) {
    private static final int DEFAULT_WAIT = 60;
    private static final int UNLIMITED = -1;
    private static final int LARGEST_COUNT = 1_000_000;
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    /** Late is better than never, and one at a time. */
    private static final Policies ONE_BY_ONE =
            new Policies(null, null, Duration.ZERO, CatchUp.ALWAYS_LAST, Overlap.SKIP);

    /** Every planned time has its task. */
    private static final Policies ALL = new Policies(
            null,
            null,
            Duration.ZERO,
            new CatchUp(CatchUp.Mode.ALL, 100, CatchUp.DEFAULT_AGE, Duration.ZERO),
            Overlap.ALLOW);

    /** What becomes of a task that failed. */
    enum Failed {
        IGNORE,
        RETRY,
        RETRY_DLQ
    }

    /** The task of these fields; null when something is wrong with them, which they note. */
    static @Nullable ClientTask read(Fields fields, TargetForm targets) {
        fields.require("type");
        fields.require("connection");
        var kind = fields.oneOf(
                "type", word -> Words.read(Target.Kind.class, word).orElse(null), Words.all(Target.Kind.class));
        var connection = fields.object("connection");
        var places = fields.nested("connection");
        var data = fields.object("data");
        var failed = fields.oneOf(
                "failed_policy", word -> Words.read(Failed.class, word).orElse(null), Words.all(Failed.class));
        var isInHistory = fields.bool("history_check");
        var wait = fields.integer("retry_wait", 0, (int) RetryPolicy.LONGEST_DELAY.toSeconds());
        var most = fields.integer("max_retry_count", UNLIMITED, LARGEST_COUNT);
        if (kind == null || connection == null || places == null) {
            return null;
        }
        var within = places.object("data");
        if (kind != Target.Kind.REST) {
            places.require("host");
        }
        var kept = targets.kept(kind, places, connection, null);
        var own = data == null || data.size() == 0 ? null : data;
        return new ClientTask(
                kind,
                kept,
                own == null ? or(within, NOTHING) : own,
                own != null,
                or(isInHistory, false),
                or(failed, Failed.IGNORE),
                or(wait, DEFAULT_WAIT),
                or(most, UNLIMITED));
    }

    /** How it is repeated: {@code ignore} says not at all. */
    RetryPolicy retry() {
        int times = most == UNLIMITED ? RetryPolicy.MOST_RETRIES : Math.min(most, RetryPolicy.MOST_RETRIES);
        return new RetryPolicy(failed == Failed.IGNORE ? 0 : times, Duration.ofSeconds(waitSeconds), 1);
    }

    Policies policies() {
        return isInHistory ? ALL : ONE_BY_ONE;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
