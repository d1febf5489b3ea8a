package io.ordo.scheduler.dispatching;

import java.util.concurrent.CompletableFuture;

/**
 * A parcel on its way.
 *
 * @param delivery completes with what came of it, never with a failure; whoever waits for it is told by a thread that
 *     others need, too
 */
public record Errand(Parcel parcel, CompletableFuture<Delivery> delivery) {
    /** Says what came of it; what was said before stays. */
    public void end(Delivery what) {
        delivery.complete(what);
    }
}
