package io.ordo.scheduler.event;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants: those that meet all of it.
 *
 * @param types the words of the types; empty for all
 * @param queue null for any
 * @param job null for any; the events of a job's tasks are the job's, too
 * @param task null for any
 */
public record EventFilter(
        Set<String> types,
        @Nullable String queue,
        @Nullable UUID job,
        @Nullable UUID task) {
    /** For whoever wants everything. */
    public static final EventFilter ALL = new EventFilter(Set.of(), null, null, null);

    public EventFilter {
        types = Set.copyOf(types);
    }

    public boolean wants(Event event) {
        return (types.isEmpty() || types.contains(event.type()))
                && (queue == null || queue.equals(event.queue()))
                && (job == null || job.equals(event.job()))
                && (task == null || task.equals(event.task()));
    }
}
