package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.util.Set;

/**
 * The same for every task, or for every task of one tenant: a head start for whom it was promised.
 *
 * @param offset how much later; negative for earlier
 * @param tenant whom it is for; empty for all
 * @param reason what an explanation says; empty for a plain sentence
 */
public record ConstantFactor(Duration offset, String tenant, String reason) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named(
                    "constant", "the same for all tasks, or for those of a tenant")
            .duration("offset", Duration.ZERO, Range.WITHIN_A_DAY, "how much later; negative for earlier")
            .text("tenant", "", new Range(0, 200), "whom it is for; empty for all")
            .text("reason", "", new Range(0, 200), "what explanations say; empty for a plain sentence")
            .makes(values ->
                    new ConstantFactor(values.duration("offset"), values.text("tenant"), values.text("reason")));

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return tenant.isEmpty() ? Set.of() : Set.of(Fact.TENANT);
    }

    @Override
    public long offset(Facts facts, long before) {
        return isFor(facts) ? offset.toMillis() : 0;
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        if (offset == 0) {
            return "nothing agreed";
        }
        if (!reason.isEmpty()) {
            return reason;
        }
        return tenant.isEmpty() ? "the same for every task" : "the same for every task of tenant " + tenant;
    }

    @Override
    public long least(long before) {
        return before + (tenant.isEmpty() ? offset.toMillis() : Math.min(0, offset.toMillis()));
    }

    private boolean isFor(Facts facts) {
        var standing = facts.tenant();
        return tenant.isEmpty() || (standing != null && standing.tenant().equals(tenant));
    }
}
