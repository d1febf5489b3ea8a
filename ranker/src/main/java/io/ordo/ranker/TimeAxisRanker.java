package io.ordo.ranker;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Ranks by a place on the time axis: arrival plus the offsets of its factors, their sum clamped to ±bound, in
 * microseconds since the epoch. Because no offset lies beyond the bound, a task is overtaken only by tasks that arrive
 * before its rank + bound: nobody starves. Ordering by {@code arrival + offset} is exactly linear aging, without ever
 * ranking a waiting task again.
 */
public final class TimeAxisRanker implements Ranker {
    private static final long MICROS = 1_000;

    /** One, and what rounding makes of it. */
    private static final double STEEPEST = 1 + 1e-9;

    private final String name;
    private final List<Factor> factors;
    private final Duration bound;
    private final Factor[] inOrder;
    private final Set<Fact> looksAt = EnumSet.noneOf(Fact.class);
    private final long most;
    private final long least;

    /**
     * Ranks by these factors.
     *
     * @param factors in the order they are asked; a later one may look at what the earlier ones added; see {@link
     *     Factor#slope} for what they may not do together
     * @param bound the most all factors together may move a task; at least 1 ms, at most 365 days
     */
    public TimeAxisRanker(String name, List<Factor> factors, Duration bound) {
        if (!bound.isPositive() || bound.toMillis() == 0 || bound.toDays() > 365) {
            throw new IllegalArgumentException("bound must lie between 1 ms and 365 days, was " + bound);
        }
        this.name = name;
        this.factors = List.copyOf(factors);
        this.bound = bound.truncatedTo(ChronoUnit.MILLIS);
        this.inOrder = factors.toArray(Factor[]::new);
        factors.forEach(factor -> looksAt.addAll(factor.looksAt()));
        this.most = bound.toMillis();
        long sum = 0;
        double slope = 0;
        for (var factor : inOrder) {
            sum = Math.max(factor.least(sum), Factor.UNLIMITED);
            slope = factor.slope(slope);
        }
        this.least = clamped(sum);
        if (slope > STEEPEST) {
            throw new IllegalArgumentException("an older task would stand behind a younger one: for each second that a"
                    + " task arrives later these factors together move it forward by " + slope + " s");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Factor> factors() {
        return factors;
    }

    /** The most all factors together may move a task; whole milliseconds. */
    public Duration bound() {
        return bound;
    }

    /**
     * How much earlier than a task's rank a newcomer's can be than its own arrival: what arrives later than rank +
     * reach stands behind. The bound, or less when the factors can never make so much; negative when all of them move
     * every task back.
     */
    public Duration reach() {
        return Duration.ofMillis(-least);
    }

    @Override
    public boolean looksAt(Fact fact) {
        return looksAt.contains(fact);
    }

    @Override
    public int level(int priority, boolean overBudget) {
        return looksAt(Fact.CLASS) ? Facts.classOf(priority, overBudget) : Facts.CLASSES;
    }

    @Override
    public long rank(Facts facts, long[] offsets) {
        long sum = 0;
        for (int i = 0; i < inOrder.length; i++) {
            long offset = inOrder[i].offset(facts, sum);
            offsets[i] = offset;
            sum += offset;
        }
        return place(facts, sum);
    }

    @Override
    public long rankOf(Facts facts, long[] offsets) {
        long sum = 0;
        for (int i = 0; i < inOrder.length; i++) {
            sum += offsets[i];
        }
        return place(facts, sum);
    }

    @Override
    public Explanation explain(Facts facts, long[] offsets) {
        var contributions = new ArrayList<Contribution>();
        long sum = 0;
        for (int i = 0; i < inOrder.length; i++) {
            String words = inOrder[i].words(facts, sum, offsets[i]);
            contributions.add(new Contribution(inOrder[i].name(), Duration.ofMillis(offsets[i]), words));
            sum += offsets[i];
        }
        if (clamped(sum) != sum) {
            contributions.add(cut(sum));
        }
        long rank = place(facts, sum);
        return new Explanation(rank, contributions, instant(rank).minusMillis(least));
    }

    private Contribution cut(long sum) {
        var together = Duration.ofMillis(sum);
        String words = "all that makes " + Seconds.signed(together) + "; no more than " + Seconds.plain(bound)
                + (sum > 0 ? " later" : " earlier") + " counts";
        return new Contribution(Contribution.BOUND, Duration.ofMillis(clamped(sum) - sum), words);
    }

    private long place(Facts facts, long sum) {
        return facts.arrivalMicros() + clamped(sum) * MICROS;
    }

    private long clamped(long sum) {
        return Math.clamp(sum, -most, most);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
