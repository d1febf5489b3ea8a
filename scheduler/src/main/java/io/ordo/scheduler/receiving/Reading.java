package io.ordo.scheduler.receiving;

import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.queue.Queue;
import java.util.Optional;
import java.util.UUID;

/** Understands messages by the forms of the API, and says in its words what is wrong with them. */
public interface Reading {
    /**
     * The task a message wants pushed.
     *
     * @throws RuntimeException when there is none to be read; {@link #blame} tells whether the message is at fault
     */
    Command command(Message message);

    /**
     * What a message says of an attempt.
     *
     * @throws RuntimeException as for {@link #command}
     */
    Settlement settlement(Message message);

    /** Why the message is at fault that something failed; empty when it may well be done later. */
    Optional<Refusal> blame(RuntimeException failure);

    /** Why a push was refused. */
    Refusal refusal(Queue queue, Pushed pushed);

    /** The refusal of a task there is none of. */
    Refusal unknown(UUID task);
}
