package io.ordo.scheduler.dispatching;

import java.util.List;

/** Brings parcels to one place. One thread at a time uses it. */
public interface Rider extends AutoCloseable {
    /**
     * Brings them in their order, and may wait for the place while it does. Each errand is ended sooner or later; when
     * this throws, nobody knows what came of those that are not.
     *
     * @param errands at least one
     */
    void ride(List<Errand> errands);

    /** Lets go of the place. */
    @Override
    void close();
}
