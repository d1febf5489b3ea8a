package io.ordo.ranker;

import java.time.Duration;
import java.util.Set;

/**
 * One measured input of a time-axis ranker. A factor is a value without state: what it says depends on its
 * parameters, the facts and what the factors before it have added, and on nothing else. To write one, see the package
 * {@code io.ordo.ranker.factor}.
 */
public interface Factor {
    /** For {@link #least}: no limit, before that of the ranker itself. */
    long UNLIMITED = -Duration.ofDays(36_500).toMillis();

    /** Its name in compositions and explanations: lower case, words joined by {@code -}. */
    String name();

    /** What {@link #offset} depends on besides the arrival: all of it is gathered, and the rest may be unknown. */
    Set<Fact> looksAt();

    /**
     * How much later (positive) or earlier (negative) this factor lets the task stand, in milliseconds. Called for
     * every task that is queued: it should allocate nothing.
     *
     * @param before the sum of what the factors before this one have added, in milliseconds
     */
    long offset(Facts facts, long before);

    /**
     * Why {@link #offset} was what it was, as a person would say it, without a capital and without a full stop. Called
     * when somebody asks, perhaps long after ranking and with facts that have been changed or forgotten since; so it
     * goes by the offset wherever that tells more.
     *
     * @param offset what {@link #offset} returned when the task was ranked
     */
    String words(Facts facts, long before, long offset);

    /**
     * The least the sum can be after this factor, in milliseconds, when it was at least {@code before} ahead of it.
     * From this the ranker knows who can still overtake a task; the default says that nothing is known and leaves it
     * at the ranker's bound.
     */
    default long least(long before) {
        return UNLIMITED;
    }

    /**
     * How many seconds earlier the sum can be after this factor for each second that a task arrives later, all else
     * being equal, when ahead of the factor it was {@code before}. A ranker may not come to more than 1: an older task
     * would stand behind a younger one. The default is for factors that do not look at the arrival.
     */
    default double slope(double before) {
        return before;
    }
}
