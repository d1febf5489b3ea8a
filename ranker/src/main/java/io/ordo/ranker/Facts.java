package io.ordo.ranker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a ranker may know about a task. Whatever is not known stays at what {@link #Facts(Instant, int)} says, and a
 * factor that needs it adds nothing. All instants are on one clock, in production the database's.
 *
 * @param arrival the instant the task became due; like every other instant here within 100 000 years of 1970
 * @param priority what its submitter asked for, at least 1; 1 is most urgent
 * @param overBudget whether the task asks to be urgent although its tenant's urgency budget is spent
 * @param deadline the instant by which it should have finished, or null
 * @param expected how long it will probably take, not negative; {@link #UNKNOWN_DURATION} without history
 * @param tenant how its tenant stands in the queue, or null
 * @param lateness by how much it would probably miss its latest start (deadline minus expected duration) by the work
 *     that is queued before that place; zero when it would not, or nobody knows
 * @param created when it was first submitted, or null for {@code arrival}
 * @param dataTime when the data it works on came to be, or null
 * @param lastRun when the same work was done last, or null when it never was
 * @param failures how many of its attempts have failed, not negative
 */
public record Facts(
        Instant arrival,
        int priority,
        boolean overBudget,
        @Nullable Instant deadline,
        Duration expected,
        @Nullable TenantStanding tenant,
        Duration lateness,
        @Nullable Instant created,
        @Nullable Instant dataTime,
        @Nullable Instant lastRun,
        int failures) {
    /** How many classes there are. */
    public static final int CLASSES = 5;

    /** How long a task is taken to last of which nothing is known. */
    public static final Duration UNKNOWN_DURATION = Duration.ofSeconds(1);

    /** Seconds around 1970 that fit the axis with room to spare: more than 100 000 years either way. */
    private static final long FARTHEST = 3_200_000_000_000L;

    public Facts {
        check("arrival", arrival);
        check("deadline", deadline);
        check("created", created);
        check("dataTime", dataTime);
        check("lastRun", lastRun);
        if (priority < 1) {
            throw new IllegalArgumentException("priority must be at least 1, was " + priority);
        }
        if (expected.isNegative() || lateness.isNegative() || failures < 0) {
            throw new IllegalArgumentException(
                    "no duration and no count may be negative: " + expected + ", " + lateness + ", " + failures);
        }
    }

    /** A task of which nothing else is known. */
    public Facts(Instant arrival, int priority) {
        this(arrival, priority, false, null, UNKNOWN_DURATION, null, Duration.ZERO, null, null, null, 0);
    }

    /** Facts to be filled in; what is left out stays unknown. */
    public static Builder at(Instant arrival, int priority) {
        return new Builder(new Facts(arrival, priority));
    }

    /** These facts, to be changed: {@code facts.but().priority(1).build()}. */
    public Builder but() {
        return new Builder(this);
    }

    /**
     * The class a task counts as, from 1 to {@link #CLASSES}: its priority; what is beyond 5 as 5; and what asks to be
     * urgent when its tenant's urgency budget is spent as normal, 3.
     */
    public static int classOf(int priority, boolean overBudget) {
        return overBudget && priority == 1 ? 3 : Math.min(priority, CLASSES);
    }

    /** The arrival in microseconds since the epoch, what is finer cut off. */
    public long arrivalMicros() {
        return arrival.getEpochSecond() * 1_000_000 + arrival.getNano() / 1_000;
    }

    private static void check(String what, @Nullable Instant instant) {
        if (instant != null && Math.abs(instant.getEpochSecond()) > FARTHEST) {
            throw new IllegalArgumentException(what + " is farther than 100 000 years away: " + instant);
        }
    }

    /** Fills in facts, each at most once or again. Not for several threads. */
    public static final class Builder {
        private final Instant arrival;
        private int priority;
        private boolean overBudget;
        private @Nullable Instant deadline;
        private Duration expected;
        private @Nullable TenantStanding tenant;
        private Duration lateness;
        private @Nullable Instant created;
        private @Nullable Instant dataTime;
        private @Nullable Instant lastRun;
        private int failures;

        private Builder(Facts facts) {
            arrival = facts.arrival;
            priority = facts.priority;
            overBudget = facts.overBudget;
            deadline = facts.deadline;
            expected = facts.expected;
            tenant = facts.tenant;
            lateness = facts.lateness;
            created = facts.created;
            dataTime = facts.dataTime;
            lastRun = facts.lastRun;
            failures = facts.failures;
        }

        /** See {@link Facts#priority}. */
        public Builder priority(int value) {
            priority = value;
            return this;
        }

        /** See {@link Facts#overBudget}. */
        public Builder overBudget(boolean value) {
            overBudget = value;
            return this;
        }

        /** See {@link Facts#deadline}. */
        public Builder deadline(@Nullable Instant value) {
            deadline = value;
            return this;
        }

        /** See {@link Facts#expected}. */
        public Builder expected(Duration value) {
            expected = value;
            return this;
        }

        /** See {@link Facts#tenant}. */
        public Builder tenant(@Nullable TenantStanding value) {
            tenant = value;
            return this;
        }

        /** See {@link Facts#lateness}. */
        public Builder lateness(Duration value) {
            lateness = value;
            return this;
        }

        /** See {@link Facts#created}. */
        public Builder created(@Nullable Instant value) {
            created = value;
            return this;
        }

        /** See {@link Facts#dataTime}. */
        public Builder dataTime(@Nullable Instant value) {
            dataTime = value;
            return this;
        }

        /** See {@link Facts#lastRun}. */
        public Builder lastRun(@Nullable Instant value) {
            lastRun = value;
            return this;
        }

        /** See {@link Facts#failures}. */
        public Builder failures(int value) {
            failures = value;
            return this;
        }

        /** The facts as they are now. */
        public Facts build() {
            return new Facts(
                    arrival,
                    priority,
                    overBudget,
                    deadline,
                    expected,
                    tenant,
                    lateness,
                    created,
                    dataTime,
                    lastRun,
                    failures);
        }
    }
}
