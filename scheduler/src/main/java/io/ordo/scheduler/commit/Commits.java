package io.ordo.scheduler.commit;

import java.util.function.Supplier;

/** Makes several verbs one, whatever store they belong to. */
public interface Commits {
    /**
     * Everything in there happens together or, when it throws, not at all. Within another such call it is a part of
     * that.
     */
    <T> T together(Supplier<T> work);

    /** Whether this thread is in the middle of such a call. */
    boolean isOngoing();

    /** Does something once what this thread is in the middle of is committed: at once when it is in no such call. */
    void afterwards(Runnable work);

    /** Does something if what this thread is in the middle of is not committed, or nobody knows whether it was. */
    void unless(Runnable work);

    /** Whether what was thrown says that the store is away, so that whatever else it is asked will fail as well. */
    boolean isAway(Throwable failure);
}
