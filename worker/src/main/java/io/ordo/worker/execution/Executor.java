package io.ordo.worker.execution;

import io.ordo.api.queue.PoppedTask;
import java.io.IOException;

/** Does the work of every task whose payload has one type. */
public interface Executor {

    /** The {@code type} of the payloads it executes. */
    String type();

    /**
     * Executes the task on the calling thread and leaves nothing behind but what the task is about: no process, no
     * file.
     *
     * @param log takes what the work prints; once it is full the outcome no longer matters
     * @throws BadPayload when the payload asks for something that cannot be done; nothing was executed
     * @throws IOException when the worker itself could not do its part
     * @throws InterruptedException when the work was stopped; it is over when this is thrown
     */
    Outcome execute(PoppedTask task, Output log) throws IOException, InterruptedException;
}
