package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The class of a task: its priority, from 1 to 5 and everything beyond counted as 5, as a place on the time axis.
 * A lower class stands later by a fixed time, so it is passed by newcomers for that time and no longer. Urgent tasks
 * (class 1) of a tenant that has spent its urgency budget count as normal (class 3).
 *
 * @param class2 how much later than class 1 a task of class 2 stands; each class at least as late as the one before
 */
public record ClassFactor(Duration class2, Duration class3, Duration class4, Duration class5) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named("class", "a less urgent class stands later by a fixed time")
            .duration(
                    "class_2", Duration.ofSeconds(30), Range.UP_TO_A_DAY, "how much later than class 1 class 2 stands")
            .duration("class_3", Duration.ofMinutes(2), Range.UP_TO_A_DAY, "how much later than class 1 class 3 stands")
            .duration(
                    "class_4", Duration.ofMinutes(10), Range.UP_TO_A_DAY, "how much later than class 1 class 4 stands")
            .duration(
                    "class_5", Duration.ofMinutes(30), Range.UP_TO_A_DAY, "how much later than class 1 class 5 stands")
            .makes(values -> new ClassFactor(
                    values.duration("class_2"),
                    values.duration("class_3"),
                    values.duration("class_4"),
                    values.duration("class_5")));

    private static final List<String> NAMES = List.of("urgent", "high", "normal", "low", "lowest");

    public ClassFactor {
        if (class2.isNegative()
                || class3.compareTo(class2) < 0
                || class4.compareTo(class3) < 0
                || class5.compareTo(class4) < 0) {
            throw new IllegalArgumentException("no class may stand earlier than the one before it");
        }
    }

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.CLASS);
    }

    @Override
    public long offset(Facts facts, long before) {
        return ofClass(Facts.classOf(facts.priority(), facts.overBudget()));
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        int priority = Math.min(facts.priority(), 5);
        if (priority == 1 && offset != 0) {
            var tenant = facts.tenant();
            return "asks to be urgent, but " + (tenant == null ? "its tenant" : "tenant " + tenant.tenant())
                    + " has spent its urgency budget: counts as normal";
        }
        return NAMES.get(priority - 1) + " priority";
    }

    @Override
    public long least(long before) {
        return before;
    }

    private long ofClass(int number) {
        return switch (number) {
            case 1 -> 0;
            case 2 -> class2.toMillis();
            case 3 -> class3.toMillis();
            case 4 -> class4.toMillis();
            default -> class5.toMillis();
        };
    }
}
