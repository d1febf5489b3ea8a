package io.ordo.scheduler.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every job that is not deleted. */
public interface Jobs {
    /**
     * Keeps a new job.
     *
     * @return false when there is a job of its external key: then nothing has changed
     */
    boolean add(Job job);

    Optional<Job> find(UUID id);

    /** The jobs a filter matches, newest first. */
    List<Job> list(Filter filter, int offset, int limit);

    /** How many jobs a filter matches. */
    long count(Filter filter);

    /** The job of an external key. Nobody else changes or plans it until the transaction ends. */
    Optional<Job> hold(String origin, String key);

    /**
     * Changes a job while nobody else can, the planner included.
     *
     * @param change what becomes of it; when it throws, nothing has changed
     * @return the changed job; empty when there is none of that id
     * @throws KeyTaken when there is another job of its new external key
     */
    Optional<Job> change(UUID id, UnaryOperator<Job> change);

    /**
     * Hides a job: it is found and planned no more. Whoever plans it in this very moment has made its task before this
     * goes on.
     *
     * @return whether there was one
     */
    boolean hide(UUID id);

    /**
     * What to list; null matches everything.
     *
     * @param origin null for every origin but {@link Origin#KAT}, whose jobs are many and made by themselves
     */
    record Filter(
            @Nullable JobStatus status,
            @Nullable String tenant,
            @Nullable String origin) {}
}
