package io.ordo.scheduler.ranking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What ranking a task has cost its tenant. It is open until one knows whether the task is queued, and is then settled
 * once: by {@link #keep} or by {@link #takeBack}.
 *
 * @param tenant null when the task is on nobody's account and costs nothing
 * @param level the class the tenant was charged in; null when it was not
 * @param isUrgent whether the task took of the tenant's urgency budget
 */
record Bill(Books books, @Nullable String tenant, @Nullable Integer level, boolean isUrgent, Duration takes) {
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
        if (tenant != null && isUrgent) {
            books.urgency.giveBack(tenant, takes);
        }
    }
}
