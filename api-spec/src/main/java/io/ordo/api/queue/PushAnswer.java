package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of pushing an array of tasks.
 *
 * @param results as many as tasks, in their order
 */
@Serdeable
public record PushAnswer(List<Result> results) {
    /**
     * What came of one task.
     *
     * @param status 201 when it was made or a queued one changed, otherwise what a single push would be answered
     * @param id the task's; null when none was made or changed
     * @param code why it was refused; null when it was not
     */
    @Serdeable
    public record Result(
            int status, @Nullable UUID id, @Nullable String code) {}
}
