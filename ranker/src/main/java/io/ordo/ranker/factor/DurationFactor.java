package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.Seconds;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.util.Set;

/**
 * Short work first: a task stands later by a multiple of its expected duration. Brings the mean wait down, because
 * the many short tasks do not wait behind the few long ones; a long task is passed for that multiple and no longer.
 *
 * @param weight seconds later for each second expected
 * @param most where it ends
 */
public record DurationFactor(double weight, Duration most) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named("duration", "work that takes longer stands later")
            .number("weight", 10, new Range(0, 1_000), "seconds later for each second expected")
            .duration("most", Duration.ofMinutes(30), Range.UP_TO_A_DAY, "the most it moves a task back")
            .makes(values -> new DurationFactor(values.number("weight"), values.duration("most")));

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.DURATION);
    }

    @Override
    public long offset(Facts facts, long before) {
        return Math.min(Math.round(facts.expected().toMillis() * weight), most.toMillis());
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        return "expected to take " + Seconds.plain(facts.expected());
    }

    @Override
    public long least(long before) {
        return before;
    }
}
