package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.Seconds;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Old data first: a task stands earlier by a part of the age its data had when it arrived. With weight 1 tasks stand
 * in the order in which their data came to be, as OpenKAT ranks its normalizers.
 *
 * @param weight seconds earlier for each second of age; at most 1, or a task would lose by waiting
 * @param most where it ends
 */
public record DataAgeFactor(double weight, Duration most) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named("data-age", "work on older data stands earlier")
            .number("weight", 1, new Range(0, 1), "seconds earlier for each second of age")
            .duration("most", Duration.ofMinutes(30), Range.UP_TO_A_DAY, "the most it moves a task forward")
            .makes(values -> new DataAgeFactor(values.number("weight"), values.duration("most")));

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.DATA_TIME);
    }

    @Override
    public long offset(Facts facts, long before) {
        var data = facts.dataTime();
        return data == null ? 0 : -Math.min(Math.round(age(facts, data) * weight), most.toMillis());
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        var data = facts.dataTime();
        return data == null
                ? "age of the data unknown"
                : "its data was " + Seconds.plain(Duration.ofMillis(age(facts, data))) + " old";
    }

    @Override
    public double slope(double before) {
        return before + weight;
    }

    @Override
    public long least(long before) {
        return before - most.toMillis();
    }

    private static long age(Facts facts, Instant data) {
        return Math.max(0, ChronoUnit.MILLIS.between(data, facts.arrival()));
    }
}
