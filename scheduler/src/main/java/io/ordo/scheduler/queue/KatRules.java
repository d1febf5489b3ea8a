package io.ordo.scheduler.queue;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What makes a queue one of OpenKAT's: their clients see it as a scheduler, with or without a key where the operator
 * opened their paths.
 *
 * @param item the shape of its payloads
 * @param makesSchedules whether every push keeps a schedule of the same identity
 * @param rescheduleAfter how long after a push its work is due again; null for never by itself
 */
public record KatRules(
        Item item, boolean makesSchedules, @Nullable Duration rescheduleAfter) {
    /** What a queue of OpenKAT is whose maker decided nothing else. */
    public static final KatRules DEFAULT = new KatRules(Item.ANY, false, null);

    /** The shapes of payloads OpenKAT's queues hold. */
    public enum Item {
        BOEFJE,
        NORMALIZER,
        REPORT,
        /** Any JSON object. */
        ANY;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The shape's name on the wire and in the database. */
        public String word() {
            return word;
        }
    }
}
