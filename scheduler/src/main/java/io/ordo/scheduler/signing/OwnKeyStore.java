package io.ordo.scheduler.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the installation's own keys are, for all its schedulers. */
public interface OwnKeyStore {
    /** How many older keys sign beside the newest at most: each makes every request longer. */
    int MOST_OLDER = 4;

    /** The keys that sign now, the newest first; empty when none was ever made. */
    List<Kept> live();

    /** Keeps the first key. Of several schedulers that begin at once one does; to begin again does nothing. */
    void begin(String text);

    /**
     * Keeps another one, which is the newest from then on. Of the older ones so many sign on as may.
     *
     * @param keepOld how long the newest until now signs on; zero ends it at once
     */
    void replace(String text, Duration keepOld);

    /** Keeps another text in the place of one; the key is the same. */
    void change(String text, String other);

    /**
     * A key as it is kept.
     *
     * @param text the key itself, or sealed
     * @param madeAt by the store's clock
     * @param signsUntil exclusive; null for the newest
     */
    record Kept(String text, Instant madeAt, @Nullable Instant signsUntil) {
        /** Says nothing of the key. */
        @Override
        public String toString() {
            return "key of " + madeAt;
        }
    }
}
