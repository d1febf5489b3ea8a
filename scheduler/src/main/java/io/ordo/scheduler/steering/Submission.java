package io.ordo.scheduler.steering;

import io.ordo.scheduler.work.Work;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that is the only one of its identity in its queue.
 *
 * @param id the task's; null for a new one. That of a task there is hands it back
 * @param hash its identity
 * @param work what is to be done
 * @param dataAt when the data came to be that it works on; null when nobody said
 */
public record Submission(
        @Nullable UUID id, String hash, Work work, @Nullable Instant dataAt) {}
