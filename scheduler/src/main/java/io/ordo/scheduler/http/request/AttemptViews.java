package io.ordo.scheduler.http.request;

import io.ordo.api.AttemptView;
import io.ordo.scheduler.task.Attempt;

/** Attempts as answers show them. */
public final class AttemptViews {
    private AttemptViews() {}

    /** An attempt, live or ended. */
    public static AttemptView view(Attempt attempt, Json json) {
        var ending = attempt.ending();
        return new AttemptView(
                attempt.number(),
                attempt.fence(),
                attempt.holder(),
                ending == null ? null : ending.word(),
                attempt.reason(),
                attempt.error(),
                attempt.exitCode(),
                attempt.result() == null ? null : json.stored(attempt.result()),
                attempt.poppedAt(),
                attempt.startedAt(),
                attempt.endedAt());
    }
}
