package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What is reported of tasks on their way, as a worker would. */
final class Reports {
    /** Nobody's fault but ours. */
    static final Refused BUG = new Refused("internal", "A fault of Ordo; its log says more.", true, false, null, null);

    /** Retries come later by up to this part of their pause. */
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;

    Reports(RandomGenerator random) {
        this.random = random;
    }

    static Report arrived(@Nullable String receipt) {
        return new Report(new Outcome.Succeeded(), receipt, null, null, null, null);
    }

    /** It goes back unsent, to wait behind the gate of a place. */
    static Report behind(String place) {
        return new Report(new Outcome.Released(place), null, null, null, null, null);
    }

    /** So does what found nobody there. */
    static Report unreached(String place, String reason, String error) {
        return new Report(new Outcome.Released(place), null, reason, error, null, null);
    }

    Report on(Refused refused) {
        var notBefore = refused.notBefore() == null ? Duration.ZERO : refused.notBefore();
        return new Report(
                new Outcome.Failed(refused.isRetryable(), notBefore, SPREAD * random.nextDouble()),
                refused.receipt(),
                refused.reason(),
                refused.error(),
                null,
                null);
    }
}
