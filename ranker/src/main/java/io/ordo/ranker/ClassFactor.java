package io.ordo.ranker;

import java.time.Duration;
import java.util.List;

/**
 * The class of a task: its priority, from 1 to 5 and everything beyond counted as 5, as a place on the time axis.
 * A lower class stands later by a fixed time, so it is passed by newcomers for that time and no longer.
 */
public record ClassFactor() implements Factor {
    private static final List<Duration> OFFSETS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30));

    @Override
    public Contribution weigh(Facts facts) {
        int classNumber = Math.min(facts.priority(), OFFSETS.size());
        Duration offset = OFFSETS.get(classNumber - 1);
        return new Contribution("class", offset, "class " + classNumber + " stands " + offset.toSeconds() + " s back");
    }
}
