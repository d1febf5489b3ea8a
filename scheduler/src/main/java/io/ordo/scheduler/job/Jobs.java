package io.ordo.scheduler.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every job that is not deleted. */
public interface Jobs {
    void add(Job job);

    Optional<Job> find(UUID id);

    /** The jobs a filter matches, newest first. */
    List<Job> list(Filter filter, int offset, int limit);

    /** How many jobs a filter matches. */
    long count(Filter filter);

    /**
     * Changes a job while nobody else can, the planner included.
     *
     * @param change what becomes of it; when it throws, nothing has changed
     * @return the changed job; empty when there is none of that id
     */
    Optional<Job> change(UUID id, UnaryOperator<Job> change);

    /**
     * Deletes a job and cancels its tasks that nobody has popped; its history stays.
     *
     * @return whether there was one
     */
    boolean delete(UUID id);

    /** What to list; null matches everything. */
    record Filter(
            @Nullable JobStatus status,
            @Nullable String tenant,
            @Nullable String origin) {}
}
