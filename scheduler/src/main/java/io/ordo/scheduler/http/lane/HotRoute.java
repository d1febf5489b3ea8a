package io.ordo.scheduler.http.lane;

import io.ordo.scheduler.http.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A path whose plain requests are answered in the fast lane. It never blocks: it runs on the event loop. */
public interface HotRoute {
    /** What its paths begin and end with, an id between. */
    String prefix();

    /** See {@link #prefix}. */
    String suffix();

    /**
     * The answer, some time later; empty when the request is not plain and must take the ordinary way.
     *
     * @throws ProblemException when it is refused; it then takes the ordinary way, and is refused there
     */
    Optional<CompletableFuture<HotAnswer>> answer(HotRequest request);
}
