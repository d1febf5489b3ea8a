package io.ordo.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers when a job is due; has no memory. */
public sealed interface Schedule {
    /** The first due instant strictly after the given one; empty when there is none any more. */
    Optional<Instant> nextAfter(Instant instant);

    /** Due once. */
    record At(Instant instant) implements Schedule {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return Optional.of(instant).filter(due -> due.isAfter(after));
        }
    }

    /**
     * Due every period, counted from an anchor: late planning never moves the later instants.
     *
     * @param period at least one second
     * @param anchor the instant the first period begins; the first due instant is one period later
     */
    record Every(Duration period, Instant anchor) implements Schedule {
        public Every {
            if (period.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("period must be at least one second, was " + period);
            }
        }

        @Override
        public Optional<Instant> nextAfter(Instant after) {
            long passed = Math.max(0, Duration.between(anchor, after).dividedBy(period));
            return Optional.of(anchor.plus(period.multipliedBy(passed + 1)));
        }
    }

    /**
     * Due a while after the job's newest task has ended; the first time a while after the anchor.
     *
     * @param period at least one second
     */
    record After(Duration period) implements Schedule {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return Optional.of(after.plus(period));
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
            var from = start != null && !after.isAfter(start) ? start.minusNanos(1) : after;
            return inner.nextAfter(from).filter(due -> end == null || !due.isAfter(end));
        }
    }

    /** Never due by itself: somebody asks for each run, or says when the next one is due. */
    record Manual() implements Schedule {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return Optional.empty();
        }
    }

    /** Due whenever a cron expression matches the local time of its zone. */
    non-sealed interface Cron extends Schedule {}
}
