package io.ordo.worker.execution;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.queue.PoppedTask;
import org.jspecify.annotations.Nullable;

/**
 * Work of one type, written by whoever needs it. The worker finds handlers on its class path by
 * {@link java.util.ServiceLoader}: name the class, public and with a public constructor without parameters, in
 * {@code META-INF/services/io.ordo.worker.execution.Handler}. One handler serves all tasks of its type, many at once.
 */
public interface Handler {

    /** The {@code type} of the payloads it handles: none that the worker itself executes. */
    String type();

    /**
     * Does the work on the calling thread, in the worker's own process: it has the worker's rights, and nothing but
     * itself can stop it. When the task is cancelled or takes too long, the thread is interrupted.
     *
     * @param log takes what the work has to say
     * @return the result of the task; null for none
     * @throws BadPayload when the payload asks for something that cannot be done: then it is not tried again
     * @throws InterruptedException when the work was stopped; it is over when this is thrown
     * @throws Exception when the work failed; it is tried again as the task's retry policy says
     */
    @Nullable
    JsonNode handle(PoppedTask task, Output log) throws Exception;
}
