package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.util.Set;

/**
 * What has failed before stands later for each failure, behind work that has not had its first chance; or earlier,
 * when finishing what was begun matters more.
 *
 * @param each how much later for each failed attempt; negative for earlier
 * @param most where it ends, in either direction
 */
public record RetryFactor(Duration each, Duration most) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named("retry", "what has failed before stands later")
            .duration(
                    "each",
                    Duration.ofSeconds(30),
                    Range.WITHIN_A_DAY,
                    "how much later for each failed attempt; negative for earlier")
            .duration("most", Duration.ofMinutes(5), Range.UP_TO_A_DAY, "the most it moves a task")
            .makes(values -> new RetryFactor(values.duration("each"), values.duration("most")));

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.FAILURES);
    }

    @Override
    public long offset(Facts facts, long before) {
        return Math.clamp(each.toMillis() * facts.failures(), -most.toMillis(), most.toMillis());
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        return switch (facts.failures()) {
            case 0 -> "no attempt has failed";
            case 1 -> "1 attempt has failed";
            default -> facts.failures() + " attempts have failed";
        };
    }

    @Override
    public long least(long before) {
        return each.isNegative() ? before - most.toMillis() : before;
    }
}
