package io.ordo.ranker;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Ranks by a place on the time axis: arrival plus the offsets of its factors, their sum clamped to ±bound. Because
 * no offset lies beyond the bound, a task is overtaken only by tasks that arrive before its rank + bound: nobody
 * starves. Ordering by {@code arrival + offset} is exactly linear aging, without ever ranking a waiting task again.
 *
 * @param bound the most all factors together may move a task, positive
 */
public record TimeAxisRanker(String name, List<Factor> factors, Duration bound) implements Ranker {
    public TimeAxisRanker {
        factors = List.copyOf(factors);
        if (!bound.isPositive()) {
            throw new IllegalArgumentException("bound must be positive, was " + bound);
        }
    }

    @Override
    public Explanation rank(Facts facts) {
        var contributions = factors.stream().map(factor -> factor.weigh(facts)).toList();
        var sum = contributions.stream().map(Contribution::offset).reduce(Duration.ZERO, Duration::plus);
        return new Explanation(micros(facts.arrival().plus(clamped(sum))), contributions);
    }

    private Duration clamped(Duration sum) {
        if (sum.compareTo(bound) > 0) {
            return bound;
        }
        return sum.compareTo(bound.negated()) < 0 ? bound.negated() : sum;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
