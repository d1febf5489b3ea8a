package io.ordo.scheduler.task;

import io.ordo.scheduler.work.RetryPolicy;

/** How an attempt ended, in the words of its holder. */
public sealed interface Outcome {
    /** The work was done. */
    record Succeeded() implements Outcome {}

    /**
     * The work was not done.
     *
     * @param retryable whether another attempt may help
     */
    record Failed(boolean retryable) implements Outcome {}

    /** Handed back unattempted: not counted, and the task keeps its rank. */
    record Released() implements Outcome {}

    /**
     * The move this outcome makes.
     *
     * @param attempts how many attempts were counted before this one
     */
    default Move move(int attempts, RetryPolicy policy) {
        return switch (this) {
            case Succeeded() -> Move.SUCCEED;
            case Released() -> Move.RELEASE;
            case Failed(boolean retryable) -> retryable && attempts < policy.maxRetries() ? Move.RETRY : Move.FAIL;
        };
    }

    /** The ending it gives the attempt. */
    default Ending ending() {
        return switch (this) {
            case Succeeded() -> Ending.SUCCEEDED;
            case Failed _ -> Ending.FAILED;
            case Released() -> Ending.RELEASED;
        };
    }
}
