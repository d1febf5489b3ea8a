package io.ordo.scheduler.explaining;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Ranking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the rank of a task would be if something about it were different. */
final class WhatIf {
    private WhatIf() {}

    /**
     * Those that make a difference, by the ranker the task was ranked by.
     *
     * @param standings how its tenant stands for a task of each class; null for those in which it counts as it does
     */
    static List<Alternative> of(Known known, IntFunction<@Nullable TenantStanding> standings) {
        var version = known.version();
        var facts = known.facts();
        var offsets = known.copy();
        long now = version.ranker().rankOf(facts, offsets);
        var alternatives = new ArrayList<Alternative>();
        for (int priority = 1; priority <= Facts.CLASSES; priority++) {
            if (priority != facts.priority()) {
                var standing = standings.apply(version.ranker().level(priority, false));
                var other = facts.but().priority(priority);
                var changed = standing == null
                        ? other.build()
                        : other.tenant(standing).build();
                var again = standing == null ? Ranking.OF_PRIORITY : Ranking.OF_CLASS;
                long rank = version.ranker().rankAgain(changed, offsets.clone(), again);
                alternatives.add(new Alternative("with priority " + priority, rank));
            }
        }
        var tenant = facts.tenant();
        String whose = tenant == null ? "its tenant" : "tenant " + tenant.tenant();
        var undebted = facts.but().tenant(withoutDebt(tenant)).build();
        alternatives.add(new Alternative(
                "without the debt of " + whose,
                version.ranker().rankAgain(undebted, offsets.clone(), Set.of(Fact.DEBT))));
        if (facts.deadline() != null) {
            var other = facts.but().deadline(null).build();
            long rank = version.ranker().rankAgain(other, offsets.clone(), Set.of(Fact.DEADLINE));
            alternatives.add(new Alternative("without its deadline", rank));
        }
        alternatives.removeIf(alternative -> alternative.rank() == now);
        return alternatives;
    }

    private static @Nullable TenantStanding withoutDebt(@Nullable TenantStanding tenant) {
        return tenant == null ? null : new TenantStanding(tenant.tenant(), Duration.ZERO, 0);
    }

    /** A task as its ranker knows it. */
    record Known(RankerVersion version, Facts facts, List<Long> offsets) {
        Known {
            offsets = List.copyOf(offsets);
        }

        /** A new array of them. */
        long[] copy() {
            return offsets.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** A change, and the rank it would give. */
    record Alternative(String change, long rank) {}
}
