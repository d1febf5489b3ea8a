package io.ordo.scheduler.relaying;

import io.ordo.scheduler.event.Event;
import java.util.List;

/** Where events go, outside of this installation. One thread sends; any may close. */
public interface Topic extends AutoCloseable {
    /**
     * Sends events in this order, and waits until all of them are there to stay.
     *
     * @throws TopicAway when that is not certain within a time. Then some of the first may be there, of each task
     *     without a gap; sent again from the beginning, they are there twice.
     */
    void send(List<Event> events);

    /** Lets what is being sent arrive if it does so soon, and sends nothing more. */
    @Override
    void close();
}
