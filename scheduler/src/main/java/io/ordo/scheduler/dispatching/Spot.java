package io.ordo.scheduler.dispatching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What one scheduler knows of one place that its parcels go to: how many are on their way, which wait for their turn,
 * and whether the place is away. A place where nobody was, or that had trouble time and again, is left alone for a
 * while, which doubles each time, and is then tried with a single parcel.
 *
 * @param <P> what goes there
 */
final class Spot<P> {
    /** So many wait here for their turn at most: what comes after them could be better. */
    private static final int MOST_WAITING = 500;

    /** So much trouble in a row is the place's and not the parcels'. */
    private static final int MOST_TROUBLE = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    /** Pauses differ by up to this part, so that schedulers do not come all at once. */
    private static final double SPREAD = 0.2;

    private final int most;
    private final RandomGenerator random;
    private final Deque<P> waiting = new ArrayDeque<>();
    private int underway;
    private int trouble;
    private int failures;
    private long tryAt;
    private boolean isTrying;
    private boolean hasSentAway;

    /** @param most how many parcels may be on their way there at once */
    Spot(int most, RandomGenerator random) {
        this.most = most;
        this.random = random;
    }

    /** What becomes of a parcel. */
    enum Turn {
        /** It goes now. */
        GO,
        /** It goes when others have arrived. */
        WAIT,
        /** It cannot wait here. */
        LEAVE
    }

    synchronized Turn take(P parcel, long now) {
        if (isShut() && now - tryAt < 0) {
            return Turn.LEAVE;
        }
        if (isShut()) {
            tryAt = now + pause().toNanos();
            isTrying = true;
        } else if (underway >= most) {
            return waits(parcel) ? Turn.WAIT : Turn.LEAVE;
        }
        underway++;
        return Turn.GO;
    }

    private boolean waits(P parcel) {
        boolean hasRoom = waiting.size() < MOST_WAITING;
        if (hasRoom) {
            waiting.add(parcel);
        }
        hasSentAway |= !hasRoom;
        return hasRoom;
    }

    /** Whose turn it is; null for nobody's. */
    synchronized @Nullable P next() {
        if (isShut() || underway >= most || waiting.isEmpty()) {
            return null;
        }
        underway++;
        return waiting.remove();
    }

    /** All that wait, who wait here no longer. */
    synchronized List<P> leave() {
        var all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    /** How many more may come. */
    synchronized int room() {
        return isShut() ? 0 : most - underway + MOST_WAITING - waiting.size();
    }

    /** Whether some of those that had to leave could come again, which is asked for once. */
    synchronized boolean calls() {
        boolean calls = hasSentAway && waiting.size() < MOST_WAITING / 2;
        hasSentAway &= !calls;
        return calls;
    }

    /** Whether nothing goes there, and nothing is known of it. */
    synchronized boolean isIdle() {
        return underway == 0 && waiting.isEmpty() && trouble == 0 && !isShut() && !hasSentAway;
    }

    synchronized boolean isShut() {
        return failures > 0;
    }

    /** Somebody was there. Whether it had been away. */
    synchronized boolean reached() {
        underway--;
        boolean wasShut = isShut();
        opened();
        return wasShut;
    }

    /** One came back that says nothing of the place. */
    synchronized void released() {
        underway--;
    }

    /** It has trouble. How long to leave it alone from now on; zero when that is known, or not needed yet. */
    synchronized Duration troubled(long now) {
        trouble++;
        return lost(now, isShut() || trouble >= MOST_TROUBLE);
    }

    /** Nobody was there. How long to leave it alone from now on; zero when that is known. */
    synchronized Duration away(long now) {
        return lost(now, true);
    }

    /** What was on its way together with what was lost says nothing new. */
    private Duration lost(long now, boolean isAway) {
        underway--;
        if (!isAway || (isShut() && !isTrying)) {
            return Duration.ZERO;
        }
        failures++;
        isTrying = false;
        var pause = pause();
        tryAt = now + pause.toNanos();
        return pause;
    }

    /** One has been let through to try: it shall not be too early here. */
    synchronized void awaitTry(long now) {
        tryAt = now;
    }

    /** Another scheduler found it away, so often. */
    synchronized void shut(int times) {
        failures = Math.max(failures, times);
    }

    /** Nobody holds it shut. What trouble it had counts on until it is reached. */
    synchronized void foundOpen() {
        if (isShut()) {
            opened();
        }
    }

    private void opened() {
        failures = 0;
        trouble = 0;
        isTrying = false;
    }

    /** How long to leave it alone before the next try. */
    synchronized Duration pause() {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        var bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return Duration.ofMillis((long) (bounded.toMillis() * (1 + SPREAD * random.nextDouble())));
    }
}
