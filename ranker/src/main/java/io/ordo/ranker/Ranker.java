package io.ordo.ranker;

import java.util.List;

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
     * Where a task would stand with other facts, when only some factors look at them again and the others keep what
     * they said: "with priority 1".
     *
     * @param offsets as stored; takes what the named factors say now
     * @param again names of factors; those the ranker does not have are ignored
     */
    default long rankAgain(Facts facts, long[] offsets, List<String> again) {
        long before = 0;
        for (int i = 0; i < factors().size(); i++) {
            var factor = factors().get(i);
            if (again.contains(factor.name())) {
                offsets[i] = factor.offset(facts, before);
            }
            before += offsets[i];
        }
        return rankOf(facts, offsets);
    }

    /** Whether one of its factors has this name. */
    default boolean weighs(String factor) {
        return factors().stream().anyMatch(one -> one.name().equals(factor));
    }
}
