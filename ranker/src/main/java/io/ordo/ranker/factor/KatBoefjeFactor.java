package io.ordo.ranker.factor;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.factor.FactorType.Range;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * OpenKAT's formula for boefjes, as its documentation means it: what a user asked for has score 1, work that was never
 * done 2, and work that comes again 3 to 1000, the longer ago it was done the lower. The score becomes a place on the
 * time axis: 1 stands at its arrival, 1000 stands {@code span} later.
 *
 * <p>OpenKAT's own code takes the seconds of the day instead of all seconds since the last run, so a task idle for 30
 * days can stand behind one idle for a day. Here the score never rises with the time a task has been idle. Work within
 * its grace period gets 1000, where OpenKAT's code has -1, which would put it first.
 *
 * @param span how much later score 1000 stands than score 1
 * @param grace how long after a run work is not wanted again
 */
public record KatBoefjeFactor(Duration span, Duration grace) implements Factor {
    /** How compositions know it. */
    public static final FactorType TYPE = FactorType.named(
                    "kat-boefje", "OpenKAT's boefjes: users first, then new work, then what was done longest ago")
            .duration(
                    "span",
                    Duration.ofMinutes(30),
                    new FactorType.Range(1, 86_400),
                    "how much later work stands that was just done than what a user asked for")
            .duration(
                    "grace",
                    Duration.ofDays(1),
                    new Range(0, 2_592_000),
                    "how long after a run work is not wanted again")
            .makes(values -> new KatBoefjeFactor(values.duration("span"), values.duration("grace")));

    private static final double USER = 1;
    private static final double NEW = 2;
    private static final double OLDEST = 3;
    private static final double YOUNGEST = 1_000;
    private static final long OLD_MILLIS = Duration.ofDays(7).toMillis();

    @Override
    public String name() {
        return TYPE.name();
    }

    @Override
    public Set<Fact> looksAt() {
        return Set.of(Fact.PRIORITY, Fact.LAST_RUN);
    }

    /** OpenKAT's number for the task, from 1 (first) to 1000; OpenKAT cuts off the fraction. */
    public double score(Facts facts) {
        if (facts.priority() == 1) {
            return USER;
        }
        var last = facts.lastRun();
        if (last == null) {
            return NEW;
        }
        double idle = ChronoUnit.MILLIS.between(last.plus(grace), facts.arrival());
        return OLDEST + (YOUNGEST - OLDEST) * (1 - Math.clamp(idle / OLD_MILLIS, 0, 1));
    }

    @Override
    public long offset(Facts facts, long before) {
        return Math.round(span.toMillis() * (score(facts) - USER) / (YOUNGEST - USER));
    }

    @Override
    public String words(Facts facts, long before, long offset) {
        var last = facts.lastRun();
        if (facts.priority() == 1) {
            return "a user asked for it";
        }
        return last == null ? "was never done before" : "was done " + ago(Duration.between(last, facts.arrival()));
    }

    @Override
    public double slope(double before) {
        return before + (double) span.toMillis() / OLD_MILLIS;
    }

    @Override
    public long least(long before) {
        return before;
    }

    private static String ago(Duration idle) {
        long hours = Math.max(0, idle.toHours());
        if (hours >= 48) {
            return hours / 24 + " days ago";
        }
        return hours == 1 ? "1 hour ago" : hours + " hours ago";
    }
}
