package io.ordo.scheduler.ranking;

import io.ordo.scheduler.queue.RankerVersion;
import org.jspecify.annotations.Nullable;

/**
 * What ranks the tasks of a queue: its ranker, and perhaps a candidate beside it, which looks at the same facts. So the
 * books are kept for what either of them weighs, and nobody is charged twice, not even when the candidate becomes the
 * ranker: see {@link RankedBefore}.
 */
record Panel(RankerVersion live, @Nullable RankerVersion shadow) {
    boolean weighsHistory() {
        return live.weighsHistory() || (shadow != null && shadow.weighsHistory());
    }

    boolean weighsClass() {
        return live.weighsClass() || (shadow != null && shadow.weighsClass());
    }

    boolean weighsDuration() {
        return live.weighsDuration() || (shadow != null && shadow.weighsDuration());
    }

    boolean weighsDeadline() {
        return live.weighsDeadline() || (shadow != null && shadow.weighsDeadline());
    }

    /** The level at which a tenant is charged for a task; null when nobody is to be. */
    @Nullable
    Integer level(int priority, boolean overBudget) {
        if (live.weighsDebt()) {
            return live.ranker().level(priority, overBudget);
        }
        return shadow != null && shadow.weighsDebt() ? shadow.ranker().level(priority, overBudget) : null;
    }
}
