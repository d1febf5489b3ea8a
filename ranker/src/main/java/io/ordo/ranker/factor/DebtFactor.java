package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Fairness between tenants: a task stands where its tenant's share of the workers would come to it. Who has nothing
 * in line stands at its arrival; who floods the queue stands behind its own flood and in nobody's way. The debt comes
 * from {@code io.ordo.ranker.fair.TagBook}, which leaves out what is less urgent than the task where the ranker weighs
 * the class too.
 *
 * @param weight how much of the debt counts: 1 promises each tenant exactly its share, more leaves room for others and
 *     lets the tenant's own tasks pass each other
 * @param most where it ends
 */
public record DebtFactor(double weight, Duration most) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named(
                    "debt", "a tenant that has taken more than its share stands later")
            .number("weight", 1, new Range(0, 10), "how much of the debt counts; 1 is fair")
            .duration("most", Duration.ofDays(1), Range.UP_TO_A_DAY, "the most it moves a task back")
            .makes(values -> new DebtFactor(values.number("weight"), values.duration("most")));

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.DEBT);
    }

    @Override
    public long offset(Facts facts, long before) {
        var tenant = facts.tenant();
        return tenant == null ? 0 : Math.min(Math.round(tenant.debt().toMillis() * weight), most.toMillis());
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        var tenant = facts.tenant();
        String who = tenant == null ? "its tenant" : "tenant " + tenant.tenant();
        if (offset == 0) {
            return who + " owes nothing";
        }
        if (tenant != null && tenant.usedShare() > 1) {
            return who + " has used " + times(tenant.usedShare()) + " x its share";
        }
        return who + " has other work in line";
    }

    @Override
    public long least(long before) {
        return before;
    }

    private static String times(double share) {
        return String.format(Locale.ROOT, "%.1f", share);
    }
}
