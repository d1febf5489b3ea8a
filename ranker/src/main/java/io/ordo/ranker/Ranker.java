package io.ordo.ranker;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A pure function from the facts about a task to its rank: equal facts, equal rank. Lowest goes first; equal ranks go
 * by the order in which the tasks were first submitted.
 *
 * <p>{@link #rank(Facts, long[])} is for the moment a task is queued: it leaves what each factor added in an array of
 * milliseconds, to be stored beside the rank. {@link #explain(Facts, long[])} makes words of them whenever somebody
 * asks.
 */
public sealed interface Ranker permits StrictRanker, TimeAxisRanker {
    /** The name queues choose it by. */
    String name();

    /** What it weighs, in order; empty for strict rankers. */
    List<Factor> factors();

    /**
     * The level at which the task counts among what its tenant has in line, for {@code io.ordo.ranker.fair.TagBook}.
     * Where the class is weighed it is the class, so that normal work does not hold up what is urgent of the same
     * tenant. Elsewhere it is the last level, where all work counts: there nobody gains by calling work urgent.
     *
     * @param overBudget as {@link Facts#overBudget}
     * @return from 1 to {@link Facts#CLASSES}
     */
    int level(int priority, boolean overBudget);

    /**
     * Where a task with these facts stands.
     *
     * @param offsets takes what each factor adds, in milliseconds, in the order of {@link #factors}; at least as long
     */
    long rank(Facts facts, long[] offsets);

    /**
     * Where a task stands whose factors have added this. With one of the offsets changed it answers what would be if:
     * "without its tenant's debt".
     *
     * @param offsets as {@link #rank(Facts, long[])} left them, at least as long as {@link #factors}
     */
    long rankOf(Facts facts, long[] offsets);

    /**
     * Where a task stands, and why.
     *
     * @param facts as they were when the task was ranked, as far as they are still known
     * @param offsets as {@link #rank(Facts, long[])} left them, at least as long as {@link #factors}
     */
    Explanation explain(Facts facts, long[] offsets);

    /** Where a task with these facts stands, and why, without storing anything in between. */
    default Explanation explain(Facts facts) {
        var offsets = new long[factors().size()];
        rank(facts, offsets);
        return explain(facts, offsets);
    }

    /** Where a task with these facts stands. */
    default long rank(Facts facts) {
        return rank(facts, new long[factors().size()]);
    }

    /**
     * Where a task would stand if some facts were others: "with priority 1". Factors that look at one of those are
     * asked again, and those that look at the sum of others that say something else now. The rest keep what they said.
     *
     * @param facts as they would be
     * @param offsets as stored; takes what the factors say now
     * @param changed what is different
     */
    default long rankAgain(Facts facts, long[] offsets, Set<Fact> changed) {
        long before = 0;
        long stored = 0;
        for (int i = 0; i < factors().size(); i++) {
            var factor = factors().get(i);
            long offset = offsets[i];
            var looksAt = factor.looksAt();
            if (!Collections.disjoint(looksAt, changed) || (before != stored && looksAt.contains(Fact.SUM))) {
                offsets[i] = factor.offset(facts, before);
            }
            stored += offset;
            before += offsets[i];
        }
        return rankOf(facts, offsets);
    }

    /** Whether ranks depend on this. */
    boolean looksAt(Fact fact);
}
