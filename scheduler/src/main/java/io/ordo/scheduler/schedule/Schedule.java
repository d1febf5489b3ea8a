package io.ordo.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers when a job is due; has no memory. */
public sealed interface Schedule {
    /** Nothing is due later: a year has four digits, in every zone. */
    Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** The first due instant strictly after the given one; empty when there is none any more. */
    Optional<Instant> nextAfter(Instant instant);

    /** Whether it is due at that very instant. */
    default boolean plans(Instant instant) {
        return nextAfter(instant.minusNanos(1)).filter(instant::equals).isPresent();
    }

    /** What it says, in English, without its time zone: {@code every 5 minutes}. */
    String words();

    /** Due once. */
    record At(Instant instant) implements Schedule {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return Optional.of(instant).filter(due -> due.isAfter(after)).filter(Schedule::isKept);
        }

        @Override
        public String words() {
            return "once, at " + instant;
        }
    }

    /**
     * Due every period: late planning never moves the later instants.
     *
     * @param period at least one second
     * @param first the first due instant, from which the others count
     */
    record Every(Duration period, Instant first) implements Schedule {
        public Every {
            atLeastOneSecond(period);
        }

        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return Optional.of(first.plus(period.multipliedBy(dueUntil(after)))).filter(Schedule::isKept);
        }

        /** How many times it is due up to an instant, which counts. */
        long dueUntil(Instant until) {
            return until.isBefore(first) ? 0 : Duration.between(first, until).dividedBy(period) + 1;
        }

        @Override
        public String words() {
            return "every " + Interval.words(period);
        }
    }

    /**
     * Due again a while after the last task of the job has ended. When that was only the caller knows.
     *
     * @param period at least one second
     */
    record After(Duration period) implements Schedule {
        public After {
            atLeastOneSecond(period);
        }

        /** @param end when the last task ended; of a job without one, when it began */
        @Override
        public Optional<Instant> nextAfter(Instant end) {
            return Optional.of(end.plus(period)).filter(Schedule::isKept);
        }

        @Override
        public String words() {
            return Interval.words(period) + " after the last task has ended";
        }
    }

    /**
     * Another, bounded.
     *
     * @param start nothing is due earlier; null for no bound
     * @param end nothing is due later; null for no bound
     */
    record Within(
            Schedule inner,
            @Nullable Instant start,
            @Nullable Instant end) implements Schedule {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            var from = start != null && after.isBefore(start) ? beginning(start) : after;
            return inner.nextAfter(from).filter(due -> end == null || !due.isAfter(end));
        }

        /** What counts from the end of a task counts from the start; other times may be due at the start itself. */
        private Instant beginning(Instant first) {
            return inner instanceof After ? first : first.minusNanos(1);
        }

        @Override
        public String words() {
            return inner.words()
                    + (start == null ? "" : ", from " + start + " on")
                    + (end == null ? "" : ", until " + end);
        }
    }

    /** Never due by itself: somebody asks for each run, or says when the next one is due. */
    record Manual() implements Schedule {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return Optional.empty();
        }

        @Override
        public String words() {
            return "only when somebody asks for it";
        }
    }

    /** Due whenever the clocks of a zone show one of the times. */
    record Cron(LocalTimes times, ZoneId zone, Dst dst) implements Schedule {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return new RealTimes(this).nextAfter(after).filter(Schedule::isKept);
        }

        @Override
        public String words() {
            return times.words();
        }
    }

    private static boolean isKept(Instant due) {
        return !due.isAfter(LATEST);
    }

    private static void atLeastOneSecond(Duration period) {
        if (period.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("period must be at least one second, was " + period);
        }
    }
}
