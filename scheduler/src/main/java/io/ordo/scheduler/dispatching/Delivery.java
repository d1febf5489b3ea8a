package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.target.JudgedUrl;
import io.ordo.scheduler.target.Wrong;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of bringing a parcel to its target. */
public sealed interface Delivery {
    /**
     * It is there, as surely as that kind of target can say.
     *
     * @param receipt what the target said, a JSON object, kept with the attempt
     */
    record Arrived(String receipt) implements Delivery {}

    /**
     * The receiver has it, and will settle the task itself.
     *
     * @param receipt what it said, a JSON object
     */
    record Accepted(String receipt) implements Delivery {}

    /**
     * Somebody was there, and did not take it, or nobody knows whether it was taken.
     *
     * @param reason a stable word
     * @param error in words
     * @param isRetryable whether another attempt may help
     * @param isPlace whether it is the place that has trouble, and not this parcel
     * @param notBefore how long the target wants not to be asked again; null when it did not say
     * @param receipt what it said, a JSON object; null when it said nothing
     */
    record Refused(
            String reason,
            String error,
            boolean isRetryable,
            boolean isPlace,
            @Nullable Duration notBefore,
            @Nullable String receipt)
            implements Delivery {
        /** For good, whoever was to bring it: it goes where it may not, or is written so that it goes nowhere. */
        public static Refused of(Wrong wrong) {
            return wrong.rule().equals(JudgedUrl.ADDRESS)
                    ? new Refused("forbidden_address", wrong.message(), false, false, null, null)
                    : new Refused(
                            "bad_request", "The target cannot be used. " + wrong.message(), false, false, null, null);
        }
    }

    /**
     * Nobody was there: surely nothing has arrived.
     *
     * @param reason a stable word
     * @param error in words
     */
    record Unreached(String reason, String error) implements Delivery {}
}
