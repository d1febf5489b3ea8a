package io.ordo.scheduler.pushing;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where new tasks are kept. */
public interface Intake {
    /**
     * Makes tasks, each in the place its due time says.
     *
     * @return what came of each, by id
     */
    Map<UUID, Entered> enter(List<NewTask> tasks);

    /** Which of these ids are those of tasks there are or were. */
    Set<UUID> taken(Collection<UUID> ids);

    /** Keeps all others from entering a queue by its rules until the transaction ends. */
    void lock(String queue);

    /**
     * How many more tasks a bounded queue has room for, under the {@link #lock}. Exact up to a bound of
     * {@value #COUNTED_EACH_TIME} tasks. A larger queue is not counted again for a microsecond for each task it may
     * hold: what is pushed meanwhile is known all the same, but not what leaves it, nor what comes to be queued
     * otherwise.
     *
     * @return zero or less when it is full
     */
    int room(String queue, int maxsize);

    /** Notes that tasks were pushed into the room there was. */
    void fill(String queue, int maxsize, int pushed);

    /** The largest bound to which a queue is counted at each push: that takes about a millisecond. */
    int COUNTED_EACH_TIME = 10_000;

    /** The queued tasks of a queue that have one of these identities, by identity. */
    Map<String, Task> twins(String queue, Collection<String> hashes);

    /**
     * Keeps the queued tasks of a queue that have one of these identities where they are until the transaction ends;
     * waits for who is popping or patching one.
     */
    void hold(String queue, Collection<String> hashes);

    /** Whether two payloads say the same, however they are written. */
    boolean isSame(String payload, String other);

    /** What came of a task that was to be made. */
    sealed interface Entered {
        /** It was made, and stands there. */
        record Queued(Place place) implements Entered {}

        /** It was made. */
        record Pending() implements Entered {}

        /** It was not made: there is a task of its id, perhaps only since this moment. */
        record IdTaken() implements Entered {}

        /** It was not made: its queue was removed. */
        record QueueGone() implements Entered {}

        /** Whether it was made. */
        default boolean isMade() {
            return switch (this) {
                case Queued _, Pending() -> true;
                case IdTaken(), QueueGone() -> false;
            };
        }
    }
}
