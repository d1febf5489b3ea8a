package io.ordo.scheduler.work;

import io.ordo.scheduler.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a job and each of its tasks have in common.
 *
 * @param queue the queue tasks wait in
 * @param tenant on whose account; null for nobody's
 * @param priority what the submitter asks for, at least 1; 1 is most urgent
 * @param payload a JSON object, handed to whoever executes the task
 * @param retry how failed attempts are repeated
 * @param timeout how long one attempt may take, positive
 * @param target where it is pushed; null for workers that come and pop it
 * @param concurrency how many of its kind may be under way at once; null for any number
 */
public record Work(
        String queue,
        @Nullable String tenant,
        int priority,
        String payload,
        RetryPolicy retry,
        Duration timeout,
        @Nullable Target target,
        @Nullable Concurrency concurrency) {
    /** Where work waits that names no queue. */
    public static final String DEFAULT_QUEUE = "default";

    /** The middle of the five classes. */
    public static final int DEFAULT_PRIORITY = 3;

    /** How long an attempt may take that sets no limit. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    /** The shortest limit an attempt may be given. */
    public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

    /** The longest limit an attempt may be given. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);

    /** Work for workers. */
    public Work(
            String queue, @Nullable String tenant, int priority, String payload, RetryPolicy retry, Duration timeout) {
        this(queue, tenant, priority, payload, retry, timeout, null, null);
    }

    /** It, with another priority. */
    public Work asUrgentAs(int other) {
        return new Work(queue, tenant, other, payload, retry, timeout, target, concurrency);
    }

    /** It, with another payload. */
    public Work carrying(String other) {
        return new Work(queue, tenant, priority, other, retry, timeout, target, concurrency);
    }

    /** Whether its tasks come into their queue behind a gate. */
    public boolean isLimited() {
        return !gates().isEmpty();
    }

    /** The gates of its limits, in the order in which they are passed. */
    public List<String> gates() {
        var key = concurrency == null ? null : Limit.KEY.gate(concurrency.key());
        var connection =
                target == null || target.connection() == null ? null : Limit.CONNECTION.gate(target.connection());
        return Stream.of(key, connection).filter(Objects::nonNull).toList();
    }

    public Work {
        if (priority < 1) {
            throw new IllegalArgumentException("priority must be at least 1, was " + priority);
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout must be above zero and at most 7 days, was " + timeout);
        }
    }
}
