package io.ordo.scheduler.ranking;

import io.ordo.ranker.Fact;
import io.ordo.scheduler.queue.RankerVersion;
import org.jspecify.annotations.Nullable;

/**
 * What ranks the tasks of a queue: its ranker, and perhaps a candidate beside it, which looks at the same facts. So the
 * books are kept for what either of them weighs, and nobody is charged twice, not even when the candidate becomes the
 * ranker: see {@link RankedBefore}.
 */
record Panel(RankerVersion live, @Nullable RankerVersion shadow) {
    /** Whether one of them looks at this. */
    boolean looksAt(Fact fact) {
        return live.looksAt(fact) || (shadow != null && shadow.looksAt(fact));
    }

    /** Whether it matters how long tasks will take: to their ranks, or to what their tenants are charged. */
    boolean needsDuration() {
        return looksAt(Fact.DURATION) || looksAt(Fact.DEBT);
    }

    /** The level at which a tenant is charged for a task; null when nobody is to be. */
    @Nullable
    Integer level(int priority, boolean overBudget) {
        if (live.looksAt(Fact.DEBT)) {
            return live.ranker().level(priority, overBudget);
        }
        return shadow != null && shadow.looksAt(Fact.DEBT) ? shadow.ranker().level(priority, overBudget) : null;
    }
}
