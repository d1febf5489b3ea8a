package io.ordo.scheduler.ranking;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ranking a task has cost its tenant. It is open until one knows whether the task is queued, and is then settled
 * once: by {@link #keep} or by {@link #takeBack}.
 *
 * @param tenant null when the task is on nobody's account and costs nothing
 * @param level the class the tenant was charged in; null when it was not
 * @param urgent when the task was found to be urgent within what was agreed with the tenant; null when it was not
 */
record Bill(
        Books books,
        @Nullable String tenant,
        @Nullable Integer level,
        @Nullable Instant urgent,
        Duration takes) {
    /** The task is queued, for everybody to see. */
    void keep() {
        if (tenant != null && level != null) {
            books.tags.queued(tenant, level, takes);
        }
    }

    /** The task is not queued after all. */
    void takeBack() {
        if (tenant != null && level != null) {
            books.tags.notQueued(tenant, level, takes);
        }
        if (tenant != null && urgent != null) {
            books.urgency.giveBack(tenant, takes, urgent);
        }
    }
}
