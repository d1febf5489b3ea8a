package io.ordo.scheduler.job;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a job's planned times besides being planned.
 *
 * @param startAt no planned time is earlier; an interval begins there; null for no bound
 * @param endAt no planned time is later; null for no bound
 * @param spread how far its due times are moved at most behind its planned times, each job always as far: zero to
 *     {@link #LONGEST_SPREAD}
 */
public record Policies(
        @Nullable Instant startAt, @Nullable Instant endAt, Duration spread, CatchUp catchUp, Overlap overlap) {
    /** No due time is moved further. */
    public static final Duration LONGEST_SPREAD = Duration.ofDays(1);

    /** No bounds, no spread, the newest of what was missed within a day, tasks beside each other. */
    public static final Policies DEFAULT = new Policies(null, null, Duration.ZERO, CatchUp.DEFAULT, Overlap.ALLOW);

    /** How far the due times of that job are moved: by the hash of its id, so that many spread and each stays. */
    public Duration offset(UUID job) {
        long millis = spread.toMillis();
        return millis == 0 ? Duration.ZERO : Duration.ofMillis(Math.floorMod(mixed(job), millis));
    }

    /** UUIDs of one moment differ in few bits; these are spread over all of them. */
    private static long mixed(UUID id) {
        long bits = id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 32);
        bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return bits ^ (bits >>> 33);
    }
}
