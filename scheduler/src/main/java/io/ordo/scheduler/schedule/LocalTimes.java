package io.ordo.scheduler.schedule;

import java.time.LocalDateTime;
import java.util.Optional;

/** The times a cron expression matches, as a clock on the wall shows them, wherever it hangs. */
public interface LocalTimes {
    /**
     * The first match strictly after the given time.
     *
     * @param local a whole second
     * @return a whole second; empty when nothing matches in the next hundred years or so
     */
    Optional<LocalDateTime> nextAfter(LocalDateTime local);

    /** Whether times of day are named; otherwise a {@code *} in second, minute or hour says to follow real time. */
    boolean isFixed();

    /** What the expression says, in English: {@code at 02:30 on Monday}. */
    String words();
}
