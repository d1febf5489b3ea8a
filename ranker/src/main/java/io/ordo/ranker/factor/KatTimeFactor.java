package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.Seconds;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * OpenKAT's order in use: by the time a task was created, and before all that what a user asked for (priority 1). Here
 * a user's task is so much earlier and no more, so that automatic work is passed for that time and not for ever.
 *
 * @param user how much earlier a user's task stands
 */
public record KatTimeFactor(Duration user) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named(
                    "kat-time", "OpenKAT's order in use: by the time of creation, users first")
            .duration("user", Duration.ofMinutes(30), Range.UP_TO_A_DAY, "how much earlier a user's task stands")
            .makes(values -> new KatTimeFactor(values.duration("user")));

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.PRIORITY, Fact.CREATED);
    }

    @Override
    public long offset(Facts facts, long before) {
        return facts.priority() == 1 ? -user.toMillis() : -age(facts);
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        if (facts.priority() == 1) {
            return "a user asked for it";
        }
        return offset == 0 ? "just created" : "was created " + Seconds.plain(Duration.ofMillis(-offset)) + " before";
    }

    @Override
    public double slope(double before) {
        return before + 1;
    }

    private static long age(Facts facts) {
        var created = facts.created();
        return created == null ? 0 : Math.max(0, ChronoUnit.MILLIS.between(created, facts.arrival()));
    }
}
