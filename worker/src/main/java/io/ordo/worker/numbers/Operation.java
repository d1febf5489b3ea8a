package io.ordo.worker.numbers;

import io.ordo.worker.execution.Payload;

/** One way to crunch numbers. */
interface Operation {

    /** The {@code operation} of the payloads it serves. */
    String name();

    /**
     * Computes on the calling thread.
     *
     * @throws io.ordo.worker.execution.BadPayload when a field has the wrong type or is out of range
     * @throws InterruptedException soon after the thread was interrupted
     */
    Answer compute(Payload payload) throws InterruptedException;
}
