package io.ordo.bench.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task to come.
 *
 * @param group whose and of which class
 * @param tenant on whose account it runs
 * @param at when it comes, from the beginning
 * @param length how long a worker holds it
 * @param patience how long after its arrival its deadline is; null for none
 */
record Arrival(
        Group group,
        String tenant,
        Duration at,
        Duration length,
        @Nullable Duration patience) {
    /** Who waits. */
    enum Group {
        URGENT("others, urgent", 1),
        NORMAL("others, normal", 3),
        LOWEST("others, lowest", 5),
        FLOOD("tenant A, normal", 3);

        private final String label;
        private final int priority;

        Group(String label, int priority) {
            this.label = label;
            this.priority = priority;
        }

        String label() {
            return label;
        }

        int priority() {
            return priority;
        }
    }
}
