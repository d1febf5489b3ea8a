package io.ordo.scheduler.task;

import io.ordo.scheduler.work.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, in the words of its holder. */
public sealed interface Outcome {
    /** The work was done. */
    record Succeeded() implements Outcome {}

    /**
     * The work was not done.
     *
     * @param retryable whether another attempt may help
     * @param notBefore how long to wait at least before that, however soon the policy would have it
     * @param spread by what part the policy's own pause is drawn out, 0 to 1, so that what failed together does not
     *     come again together
     */
    record Failed(boolean retryable, Duration notBefore, double spread) implements Outcome {
        /** As the policy has it. */
        public Failed(boolean retryable) {
            this(retryable, Duration.ZERO, 0);
        }

        /**
         * How long the next attempt waits.
         *
         * @param attempts how many attempts were counted before this one
         */
        public Duration pause(int attempts, RetryPolicy policy) {
            double millis = policy.delayBefore(attempts + 1).toMillis() * (1 + spread);
            var drawnOut = Duration.ofMillis((long) millis);
            return drawnOut.compareTo(notBefore) < 0 ? notBefore : drawnOut;
        }
    }

    /**
     * Handed back unattempted: not counted, and the task keeps its rank.
     *
     * @param gate behind which it waits until somebody opens it; null for not at all
     */
    record Released(@Nullable String gate) implements Outcome {
        /** To be popped again at once. */
        public Released() {
            this(null);
        }
    }

    /**
     * The move this outcome makes.
     *
     * @param attempts how many attempts were counted before this one
     */
    default Move move(int attempts, RetryPolicy policy) {
        return switch (this) {
            case Succeeded() -> Move.SUCCEED;
            case Released _ -> Move.RELEASE;
            case Failed failed -> failed.retryable() && attempts < policy.maxRetries() ? Move.RETRY : Move.FAIL;
        };
    }

    /** The ending it gives the attempt. */
    default Ending ending() {
        return switch (this) {
            case Succeeded() -> Ending.SUCCEEDED;
            case Failed _ -> Ending.FAILED;
            case Released _ -> Ending.RELEASED;
        };
    }
}
