package io.ordo.ranker.simulation;

import io.ordo.ranker.Explanation;
import io.ordo.ranker.Facts;
import io.ordo.ranker.Ranker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** When each task of a workload would have started under a ranker. Tasks are numbered as in the workload. */
public final class Replay {
    static final long NEVER = Long.MAX_VALUE;

    private final Ranker ranker;
    private final Workload workload;
    private final long[] ranks;
    private final long[] offsets;
    private final Facts[] facts;
    private final long[] starts;
    private final int[] order;

    private Replay(Builder built) {
        ranker = built.ranker;
        workload = built.workload;
        ranks = built.ranks;
        offsets = built.allOffsets;
        facts = built.facts;
        starts = built.starts;
        order = Arrays.copyOf(built.order, built.startedCount);
    }

    /** The ranker it was done with. */
    public Ranker ranker() {
        return ranker;
    }

    /** What was to be done. */
    public Workload workload() {
        return workload;
    }

    /** How many tasks there are. */
    public int size() {
        return ranks.length;
    }

    /** The task with this number. */
    public RecordedTask task(int number) {
        return workload.tasks().get(number);
    }

    /** The rank a task got. */
    public long rank(int number) {
        return ranks[number];
    }

    /** When a task started; empty when it never did, because its deadline passed or no worker was left. */
    public Optional<Instant> start(int number) {
        return starts[number] == NEVER
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(starts[number], ChronoUnit.MICROS));
    }

    /** How long a task waited; one that never started until its deadline, or until the last start of all. */
    public Duration waited(int number) {
        return Duration.of(waitedMicros(number), ChronoUnit.MICROS);
    }

    /** Whether a task has a deadline and had not finished by then. */
    public boolean missed(int number) {
        var task = task(number);
        var deadline = task.more().deadline();
        return deadline != null
                && (starts[number] == NEVER || starts[number] + task.duration().toNanos() / 1_000 > micros(deadline));
    }

    /** The numbers of the tasks that started, in that order. */
    public IntStream order() {
        return Arrays.stream(order);
    }

    /** Why a task stood where it stood. */
    public Explanation explain(int number) {
        int count = ranker.factors().size();
        return ranker.explain(facts[number], Arrays.copyOfRange(offsets, number * count, (number + 1) * count));
    }

    /** How long some of the tasks waited. */
    public Waits waits(Predicate<RecordedTask> which) {
        return Waits.of(
                this,
                IntStream.range(0, size())
                        .filter(number -> which.test(task(number)))
                        .toArray());
    }

    /** Waits by class and tenant, deadlines, fairness, and who was overtaken most. */
    public Report report() {
        return Report.of(this);
    }

    long startMicros(int number) {
        return starts[number];
    }

    int started(int place) {
        return order[place];
    }

    int startedCount() {
        return order.length;
    }

    long waitedMicros(int number) {
        long arrival = micros(task(number).arrival());
        if (starts[number] != NEVER) {
            return starts[number] - arrival;
        }
        var deadline = task(number).more().deadline();
        long end = deadline != null ? micros(deadline) : order.length == 0 ? arrival : starts[order[order.length - 1]];
        return Math.max(0, end - arrival);
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** Takes down what happens. */
    static final class Builder {
        private final Ranker ranker;
        private final Workload workload;
        private final long[] ranks;
        private final long[] allOffsets;
        private final long[] latest;
        private final Facts[] facts;
        private final long[] starts;
        private final int[] order;
        private int startedCount;

        Builder(Ranker ranker, Workload workload) {
            int size = workload.tasks().size();
            this.ranker = ranker;
            this.workload = workload;
            latest = new long[ranker.factors().size()];
            ranks = new long[size];
            allOffsets = new long[size * latest.length];
            facts = new Facts[size];
            starts = new long[size];
            order = new int[size];
            Arrays.fill(starts, NEVER);
        }

        /** Where the ranker puts the offsets of the task that is ranked next. */
        long[] offsets() {
            return latest;
        }

        void ranked(int task, long rank, Facts known) {
            ranks[task] = rank;
            facts[task] = known;
            System.arraycopy(latest, 0, allOffsets, task * latest.length, latest.length);
        }

        void started(int task, long micros) {
            starts[task] = micros;
            order[startedCount++] = task;
        }

        Replay build() {
            return new Replay(this);
        }
    }
}
