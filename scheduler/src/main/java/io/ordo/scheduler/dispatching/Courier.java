package io.ordo.scheduler.dispatching;

import java.util.concurrent.CompletableFuture;

/** Brings parcels to one kind of target. Any number of threads use it at once. */
public interface Courier extends AutoCloseable {
    /**
     * Brings a parcel to its address, without waiting for it. What it says is in the order in which parcels are given
     * for one key of one topic or one list; nothing is sent a second time by itself.
     *
     * @return what came of it; never fails: what goes wrong is a {@link Delivery}, too
     */
    CompletableFuture<Delivery> deliver(Parcel parcel);

    /** How many parcels may be on their way to one place at once. */
    int most();

    /** Lets what is on its way arrive if it does so soon, and brings nothing more. */
    @Override
    void close();
}
