package io.ordo.ranker.simulation;

import io.ordo.ranker.Contribution;
import io.ordo.ranker.Explanation;
import io.ordo.ranker.Seconds;
import io.ordo.ranker.StrictRanker;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who would have waited longer under another ranker, who shorter, and why.
 *
 * @param longer how many tasks would have waited at least a second longer
 * @param shorter how many would have waited at least a second less
 * @param losers those that would have waited longer by most, worst first
 * @param winners those that would have waited less by most, best first
 */
public record ReplayDiff(int longer, int shorter, List<Shift> losers, List<Shift> winners) {
    private static final long SECOND = 1_000_000;

    /**
     * A task under both rankers.
     *
     * @param task which
     * @param before how long it waited under the first
     * @param after how long under the second
     * @param why what makes the difference, as a person would say it
     */
    public record Shift(RecordedTask task, Duration before, Duration after, String why) {}

    public ReplayDiff {
        losers = List.copyOf(losers);
        winners = List.copyOf(winners);
    }

    /**
     * What changes from one replay of a workload to another.
     *
     * @param most how many losers and winners are named
     */
    public static ReplayDiff between(Replay before, Replay after, int most) {
        if (before.size() != after.size()) {
            throw new IllegalArgumentException("these are replays of different workloads");
        }
        var change = new long[before.size()];
        for (int i = 0; i < change.length; i++) {
            change[i] = after.waitedMicros(i) - before.waitedMicros(i);
        }
        var longer = IntStream.range(0, change.length)
                .filter(i -> change[i] >= SECOND)
                .toArray();
        var shorter = IntStream.range(0, change.length)
                .filter(i -> change[i] <= -SECOND)
                .toArray();
        var worstFirst = Comparator.<Integer>comparingLong(i -> -Math.abs(change[i]));
        Function<int[], List<Shift>> named = numbers -> IntStream.of(numbers)
                .boxed()
                .sorted(worstFirst)
                .limit(most)
                .map(i -> shift(before, after, i))
                .toList();
        return new ReplayDiff(longer.length, shorter.length, named.apply(longer), named.apply(shorter));
    }

    private static Shift shift(Replay before, Replay after, int number) {
        var waitedBefore = before.waited(number);
        var waitedAfter = after.waited(number);
        boolean later = waitedAfter.compareTo(waitedBefore) > 0;
        return new Shift(before.task(number), waitedBefore, waitedAfter, why(before, after, number, later));
    }

    private static String why(Replay before, Replay after, int number, boolean later) {
        if (after.ranker() instanceof StrictRanker) {
            return "strictly by priority " + after.task(number).priority()
                    + (later ? ": everything more urgent goes first" : ": everything less urgent waits");
        }
        if (before.ranker() instanceof StrictRanker) {
            var explanation = after.explain(number);
            return "stands " + Seconds.signed(explanation.moved()) + " from its arrival, whatever else comes: "
                    + reasons(explanation);
        }
        return why(before.explain(number), after.explain(number), later);
    }

    private static String why(Explanation before, Explanation after, boolean later) {
        var moved = after.moved().minus(before.moved());
        if (later ? moved.compareTo(Duration.ofSeconds(1)) < 0 : moved.compareTo(Duration.ofSeconds(-1)) > 0) {
            return "its own place is " + Seconds.signed(moved.truncatedTo(ChronoUnit.SECONDS))
                    + " from where it was; others now stand " + (later ? "before" : "behind") + " it";
        }
        var offsets = new HashMap<String, Duration>();
        before.contributions()
                .forEach(one -> offsets.put(one.factor(), one.offset().negated()));
        after.contributions().forEach(one -> offsets.merge(one.factor(), one.offset(), Duration::plus));
        var factor = offsets.entrySet().stream()
                .max(Comparator.comparing(
                        entry -> later ? entry.getValue() : entry.getValue().negated()))
                .map(Map.Entry::getKey)
                .orElse("");
        var words = Stream.concat(after.contributions().stream(), before.contributions().stream())
                .collect(Collectors.toMap(Contribution::factor, Contribution::words, (first, _) -> first));
        return "stands " + Seconds.plain(moved.abs()) + (later ? " later: " : " earlier: ") + factor + " "
                + Seconds.signed(offsets.getOrDefault(factor, Duration.ZERO)) + ", " + words.getOrDefault(factor, "");
    }

    private static String reasons(Explanation explanation) {
        String reasons = explanation.contributions().stream()
                .filter(one -> !one.offset().isZero())
                .map(Contribution::toString)
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "in the order of arrival" : reasons;
    }
}
