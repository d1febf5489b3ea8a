package io.ordo.scheduler.receiving;

import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.queue.Queue;

/**
 * A task that a message wants pushed.
 *
 * @param push has an id that is the same whenever the message is read
 * @param isIdGiven whether the message says the id
 */
public record Command(Message message, Queue queue, Push push, boolean isIdGiven) {
    /** What a message says; a task it gives no id has the message's. */
    public static Command of(Message message, Queue queue, Push push) {
        return push.isIdNew()
                ? new Command(message, queue, push.known(message.id()), false)
                : new Command(message, queue, push, true);
    }
}
