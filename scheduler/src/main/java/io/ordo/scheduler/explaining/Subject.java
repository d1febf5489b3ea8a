package io.ordo.scheduler.explaining;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that is asked about, as it stands at one moment.
 *
 * @param tenant on whose account; null for nobody's
 * @param priority as it counts where the task stands
 * @param dataAt when its data came to be; null when nobody said
 * @param sort as in {@link io.ordo.scheduler.ranking.Newcomer#sort}
 * @param counted attempts that succeeded or failed
 * @param deadline by when it should have finished; if it still waits then, it fails; null for none
 * @param place null unless it is queued, and behind no gate
 * @param ranked as it is ranked now, or was when it was popped last; null when that is not known, or it never was
 * @param details of its status
 * @param now the database's clock
 */
public record Subject(
        UUID id,
        String queue,
        @Nullable String tenant,
        Status status,
        int priority,
        Instant created,
        @Nullable Instant dataAt,
        @Nullable String sort,
        int counted,
        @Nullable Instant deadline,
        @Nullable Place place,
        @Nullable Ranked ranked,
        Details details,
        Instant now) {
    /** Whether it waits although its deadline has passed: then it fails in a moment. */
    boolean isTooLate() {
        boolean waits = status == Status.PENDING || status == Status.QUEUED;
        return waits && deadline != null && !deadline.isAfter(now);
    }

    /**
     * What belongs to some statuses alone.
     *
     * @param due when it is due; null when no time makes it due
     * @param waitsForOthers whether it is pending until other tasks have completed
     * @param after some of those that are still open
     * @param holder who popped it, as far as it gave a name
     * @param since when it was popped, or ended
     * @param expires when its lease does
     * @param endReason a stable word for how it failed
     * @param gate behind which it is queued; null for none
     */
    public record Details(
            @Nullable Instant due,
            boolean waitsForOthers,
            List<UUID> after,
            @Nullable String holder,
            @Nullable Instant since,
            @Nullable Instant expires,
            @Nullable String endReason,
            @Nullable Gate gate) {
        /** Nothing besides. */
        public static final Details NONE = new Details(null, false, List.of(), null, null, null, null, null);

        public Details {
            after = List.copyOf(after);
        }
    }

    /**
     * What a queued task waits behind.
     *
     * @param name of the place its target is at, of its concurrency key, or of its connection
     * @param shut null when it is open, and the task is let through as soon as there is room
     * @param most how many are let through at once; null when that is another's to say
     */
    public record Gate(
            Before before,
            String name,
            @Nullable Shut shut,
            @Nullable Integer most) {}

    /** What a gate is before. */
    public enum Before {
        PLACE,
        KEY,
        CONNECTION
    }

    /**
     * Why a gate is shut.
     *
     * @param reason a stable word
     * @param tryAt when somebody looks again
     */
    public record Shut(String reason, Instant since, Instant tryAt) {}
}
