package io.ordo.worker.process;

import io.ordo.api.queue.PoppedTask;
import java.util.Map;
import java.util.UUID;

/**
 * The variables that every process of one attempt carries in its environment and by which it is found again,
 * however far it has run from its parent: no other attempt has the same task and fence.
 */
record Marker(UUID taskId, int attempt, long fence) {

    static Marker of(PoppedTask task) {
        return new Marker(task.id(), task.lease().attempt(), task.lease().fence());
    }

    Map<String, String> variables() {
        return Map.of(
                "ORDO_TASK_ID", taskId.toString(),
                "ORDO_ATTEMPT", Integer.toString(attempt),
                "ORDO_FENCE", Long.toString(fence));
    }

    /**
     * Whether a process with this environment belongs to the attempt.
     *
     * @param environ {@code name=value} entries, each ended by NUL, as Linux shows them
     */
    boolean isIn(String environ) {
        String entries = "\0" + environ;
        return entries.contains("\0ORDO_TASK_ID=" + taskId + "\0") && entries.contains("\0ORDO_FENCE=" + fence + "\0");
    }
}
