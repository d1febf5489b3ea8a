package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * Urgency by deadline. What the factors before this one made is the place a task gets without a deadline, plus {@code
 * slack}; a deadline moves it no further back than {@code margin} before its latest start, which is the deadline minus
 * the expected duration. As the only factor it is earliest deadline first (strictly: earliest latest start), where a
 * task without a deadline counts as if it had to start within the slack.
 *
 * <p>The overload guard: a task that could not finish in time even if it started at once, or that has too much work
 * before it already, stands {@code hopeless} back instead. Without it, hopeless tasks would go first and make the next
 * ones hopeless too, one after the other.
 *
 * @param margin how long before its latest start a task should have its place
 * @param slack how much later than without this factor a task stands that has no deadline
 * @param hopeless the same for a deadline that cannot be met; not less than {@code slack}
 */
public record DeadlineFactor(Duration margin, Duration slack, Duration hopeless) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named(
                    "deadline", "a deadline brings a task forward, unless it can no longer be met")
            .duration(
                    "margin",
                    Duration.ofSeconds(10),
                    Range.UP_TO_A_DAY,
                    "how long before its latest start a task should have its place")
            .duration("slack", Duration.ZERO, Range.UP_TO_A_DAY, "how much later tasks stand that have no deadline")
            .duration(
                    "hopeless",
                    Duration.ZERO,
                    Range.UP_TO_A_DAY,
                    "how much later tasks stand whose deadline cannot be met; not less than slack")
            .makes(values -> new DeadlineFactor(
                    values.duration("margin"), values.duration("slack"), values.duration("hopeless")));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    public DeadlineFactor {
        if (margin.isNegative() || slack.isNegative() || hopeless.compareTo(slack) < 0) {
            throw new IllegalArgumentException("hopeless may not be less than slack, and nothing negative");
        }
    }

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.DEADLINE, Fact.DURATION, Fact.LATENESS, Fact.SUM);
    }

    @Override
    public long offset(Facts facts, long before) {
        if (facts.deadline() == null) {
            return slack.toMillis();
        }
        long latest = latestStart(facts);
        boolean isHopeless = latest < 0 || facts.lateness().isPositive();
        return isHopeless ? hopeless.toMillis() : Math.min(slack.toMillis(), latest - margin.toMillis() - before);
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        var deadline = facts.deadline();
        if (deadline == null) {
            return "no deadline";
        }
        String due = "due " + at(deadline, facts.arrival());
        if (offset < slack.toMillis()) {
            return due;
        }
        boolean soon = latestStart(facts) - margin.toMillis() - before < offset;
        return due + (soon || offset > slack.toMillis() ? ", too late to be met when it was ranked" : ", not soon");
    }

    @Override
    public double slope(double before) {
        return Math.max(before, 1);
    }

    @Override
    public long least(long before) {
        return Math.min(before + slack.toMillis(), -margin.toMillis());
    }

    /** In milliseconds after arrival. */
    private static long latestStart(Facts facts) {
        var deadline = facts.deadline();
        return deadline == null
                ? Long.MAX_VALUE
                : deadline.toEpochMilli()
                        - facts.expected().toMillis()
                        - facts.arrival().toEpochMilli();
    }

    private static String at(Instant deadline, Instant arrival) {
        var time = deadline.atOffset(ZoneOffset.UTC);
        boolean sameDay =
                time.toLocalDate().equals(arrival.atOffset(ZoneOffset.UTC).toLocalDate());
        var format = !sameDay ? DAY : time.getSecond() == 0 ? TIME : EXACT;
        return format.format(time) + " UTC";
    }
}
