package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.util.Set;

/**
 * Work that was never done before stands earlier, so that whoever adds something new sees a first result soon.
 *
 * @param earlier by how much
 */
public record FirstRunFactor(Duration earlier) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named(
                    "first-run", "work that was never done before stands earlier")
            .duration("earlier", Duration.ofMinutes(1), Range.UP_TO_A_DAY, "by how much")
            .makes(values -> new FirstRunFactor(values.duration("earlier")));

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.LAST_RUN);
    }

    @Override
    public long offset(Facts facts, long before) {
        return facts.lastRun() == null ? -earlier.toMillis() : 0;
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        return offset == 0 ? "was done before" : "was never done before";
    }

    @Override
    public long least(long before) {
        return before - earlier.toMillis();
    }
}
