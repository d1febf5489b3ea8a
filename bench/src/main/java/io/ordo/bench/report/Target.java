package io.ordo.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A number to reach. */
public sealed interface Target {
    /** What is held against nothing else. */
    String ITSELF = "itself";

    /** Likewise, where the disk is as quick as the target supposes. */
    String QUICK_COMMITS = "itself, where a commit costs 0.1 ms";

    /** Every number to reach. */
    List<Target> ALL = List.of(
            new AtLeast(Figure.POP_SINGLE, Figure.DB_SCHEDULER, 1.5, OptionalDouble.of(2)),
            atLeast(Figure.POP_SINGLE, Figure.SQL_INDEPENDENT, 6),
            atLeast(Figure.POP_SINGLE, Figure.NO_DATABASE, 0.25),
            new AtLeast(Figure.POP_BATCH, Figure.DB_SCHEDULER, 4, OptionalDouble.of(7)),
            atLeast(Figure.POP_BATCH, Figure.SQL_BATCH, 0.6),
            atLeast(Figure.PUSH_SINGLE, Figure.DB_SCHEDULER_SINGLE, 2.5),
            atLeast(Figure.PUSH_SINGLE, Figure.SQL_INSERT_SINGLE, 0.5),
            atLeast(Figure.PUSH_BATCH, Figure.DB_SCHEDULER_BATCH, 2.5),
            atLeast(Figure.PUSH_BATCH, Figure.SQL_INSERT_BATCH, 0.5),
            new AtMost(Figure.LATENCY_P50, 2, QUICK_COMMITS),
            new AtMost(Figure.LATENCY_P99, 5, QUICK_COMMITS),
            atLeast(Figure.RANKING_BALANCED_SINGLE, Figure.RANKING_FIFO_SINGLE, 0.95),
            atLeast(Figure.RANKING_BALANCED_BATCH, Figure.RANKING_FIFO_BATCH, 0.95),
            new AtMost(Figure.SIMULATOR_REPLAY, 10, ITSELF),
            new AtMost(Figure.FLOOD_URGENT, 1.5, ITSELF),
            new AtMost(Figure.FLOOD_NORMAL, 5, ITSELF),
            atLeast(Figure.LIFECYCLE, Figure.DB_SCHEDULER_CHURN, 3),
            atLeast(Figure.BACKLOG_LARGE, Figure.BACKLOG_SMALL, 0.9),
            atLeast(Figure.DISPATCH_REST, Figure.BARE_REST, 0.3),
            atLeast(Figure.DISPATCH_KAFKA, Figure.BARE_KAFKA, 0.5),
            atLeast(Figure.DISPATCH_REDIS_LIST, Figure.BARE_REDIS_LIST, 0.5),
            atLeast(Figure.DISPATCH_REDIS_STREAM, Figure.BARE_REDIS_STREAM, 0.5),
            new Beside(Figure.DISPATCH_KAFKA, Figure.BARE_KAFKA_MANY),
            new Beside(Figure.DISPATCH_KAFKA, Figure.RELAY_KAFKA),
            new Beside(Figure.DISPATCH_REDIS_LIST, Figure.RELAY_REDIS_LIST),
            atLeast(Figure.FIRES, Figure.DB_SCHEDULER_FIRES, 3),
            new AtMost(Figure.LATE_P99, 100, ITSELF),
            new AtMost(Figure.EXPLAIN_P99, 100, ITSELF),
            atLeast(Figure.SNAPSHOT_HELD, Figure.SNAPSHOT_NONE, 0.8));

    /** The figure it is about. */
    Figure figure();

    /** What the figure is held against, as text. */
    String against();

    /** What is asked for, as text. */
    String asked();

    /** Whether anything is asked for; what is shown beside the others cannot be missed. */
    boolean isAsked();

    /** What was reached; empty when it was not measured. */
    Optional<Reached> reached(Measurements measurements);

    /**
     * How it went.
     *
     * @param value what is compared with the target: a ratio, or a value of the figure
     */
    record Reached(Spread value, String shown, boolean isMet) {}

    private static Target atLeast(Figure figure, Figure base, double ratio) {
        return new AtLeast(figure, base, ratio, OptionalDouble.empty());
    }

    private static String show(Spread spread) {
        return "%s (%s–%s)".formatted(show(spread.median()), show(spread.min()), show(spread.max()));
    }

    private static String show(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** At least so many times another figure of the same rounds. */
    record AtLeast(Figure figure, Figure base, double ratio, OptionalDouble aim) implements Target {
        @Override
        public String against() {
            return base.label();
        }

        @Override
        public String asked() {
            var atLeast = "≥ " + show(ratio);
            return aim.isPresent() ? atLeast + ", aim " + show(aim.getAsDouble()) : atLeast;
        }

        @Override
        public boolean isAsked() {
            return true;
        }

        @Override
        public Optional<Reached> reached(Measurements measurements) {
            return measurements
                    .ratio(figure, base)
                    .map(spread -> new Reached(spread, show(spread), spread.median() >= ratio));
        }
    }

    /** How many times another figure of the same rounds, whatever that is. */
    record Beside(Figure figure, Figure base) implements Target {
        @Override
        public String against() {
            return base.label();
        }

        @Override
        public String asked() {
            return "";
        }

        @Override
        public boolean isAsked() {
            return false;
        }

        @Override
        public Optional<Reached> reached(Measurements measurements) {
            return measurements.ratio(figure, base).map(spread -> new Reached(spread, show(spread), true));
        }
    }

    /** No more than a value of its own, by the median of the rounds. */
    record AtMost(Figure figure, double value, String against) implements Target {
        @Override
        public String asked() {
            return "≤ " + figure.show(value);
        }

        @Override
        public boolean isAsked() {
            return true;
        }

        @Override
        public Optional<Reached> reached(Measurements measurements) {
            var values = measurements.of(figure);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            var spread = Spread.of(values);
            return Optional.of(new Reached(
                    spread,
                    "%s (%s–%s)"
                            .formatted(
                                    figure.show(spread.median()), figure.show(spread.min()), figure.show(spread.max())),
                    spread.median() <= value));
        }
    }
}
