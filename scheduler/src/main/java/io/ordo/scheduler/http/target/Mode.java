package io.ordo.scheduler.http.target;

import io.ordo.scheduler.http.request.Fields;

/** Who settles a task that has arrived: the scheduler at once, or its receiver when the work is done. */
final class Mode {
    private static final String SYNC = "sync";
    private static final String ASYNC = "async";

    private Mode() {}

    /** Whether the receiver does. */
    static boolean isAsync(Fields settings) {
        return ASYNC.equals(settings.oneOf(
                "mode", word -> word.equals(SYNC) || word.equals(ASYNC) ? word : null, SYNC + ", " + ASYNC));
    }
}
