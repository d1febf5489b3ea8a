package io.ordo.scheduler.lab;

import io.ordo.ranker.simulation.WorkerPlan;
import io.ordo.ranker.simulation.WorkerPlan.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * How many workers there were, by how many tasks were held at once. A worker without work is not seen: it is taken to
 * have been there a minute before and after it was, which is as long as one waits for work or is forgotten.
 */
final class Crew {
    private static final Duration AROUND = Duration.ofMinutes(1);
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final int MOST_STEPS = 10_000;

    private final Instant from;
    private final long step;
    private final int[] held;

    private Crew(Instant from, Instant to) {
        this.from = from;
        long whole = Duration.between(from, to).toMillis();
        step = Math.max(SHORTEST_STEP.toMillis(), whole / MOST_STEPS + 1);
        held = new int[(int) (whole / step) + 1];
    }

    /** How many could work, over the time of these attempts. */
    static WorkerPlan of(List<PastAttempt> attempts) {
        if (attempts.isEmpty()) {
            return WorkerPlan.always(1);
        }
        var first = attempts.stream()
                .map(PastAttempt::popped)
                .min(Instant::compareTo)
                .orElseThrow();
        var last = attempts.stream()
                .map(PastAttempt::ended)
                .max(Instant::compareTo)
                .orElseThrow();
        var crew = new Crew(first, last.isBefore(first) ? first : last);
        crew.count(attempts);
        return crew.plan();
    }

    /** The most that were held at once within each step. Who settles and pops in one commit holds one task then. */
    private void count(List<PastAttempt> attempts) {
        var begins = attempts.stream().map(PastAttempt::popped).sorted().toList();
        var ends = attempts.stream()
                .map(attempt -> attempt.popped().plus(attempt.lasted()))
                .sorted()
                .toList();
        int now = 0;
        int ended = 0;
        int reached = 0;
        for (var begin : begins) {
            while (ended < ends.size() && !ends.get(ended).isAfter(begin)) {
                reached = hold(reached, index(ends.get(ended++)), now--);
            }
            reached = hold(reached, index(begin), now++);
            held[reached] = Math.max(held[reached], Math.max(1, now));
        }
        for (; ended < ends.size(); ended++) {
            reached = hold(reached, index(ends.get(ended)), now--);
        }
    }

    /** So many are held from a step to another. */
    private int hold(int from, int to, int count) {
        for (int i = from; i <= to; i++) {
            held[i] = Math.max(held[i], count);
        }
        return to;
    }

    private WorkerPlan plan() {
        int around = (int) (AROUND.toMillis() / step) + 1;
        var changes = new ArrayList<Change>();
        var falling = new ArrayDeque<Integer>();
        int before = -1;
        for (int i = -around; i < held.length; i++) {
            int entering = i + around;
            if (entering < held.length) {
                while (!falling.isEmpty() && held[falling.getLast()] <= held[entering]) {
                    falling.removeLast();
                }
                falling.addLast(entering);
            }
            while (!falling.isEmpty() && falling.getFirst() < i - around) {
                falling.removeFirst();
            }
            int most = falling.isEmpty() ? 0 : held[falling.getFirst()];
            if (most != before) {
                changes.add(new Change(from.plusMillis(i * step), most));
                before = most;
            }
        }
        return new WorkerPlan(changes.getFirst().workers(), changes);
    }

    private int index(Instant instant) {
        return Math.clamp(Duration.between(from, instant).toMillis() / step, 0, held.length - 1);
    }
}
