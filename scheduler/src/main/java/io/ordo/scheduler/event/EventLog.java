package io.ordo.scheduler.event;

import java.util.List;

/** The events of the whole installation. The newest are kept, for as long as somebody may resume. */
public interface EventLog {
    /** Where somebody begins who wants only what is to come. */
    EventCursor newest();

    /**
     * What follows.
     *
     * @param limit most of the events
     */
    Page after(EventCursor cursor, int limit);

    /**
     * Some events.
     *
     * @param events each with where somebody goes on who has read it
     * @param next where to go on
     * @param isReset whether events behind the cursor are not kept any more, or it is of another installation: then
     *     there are no events, and {@code next} is where to go on without them
     */
    record Page(List<Read> events, EventCursor next, boolean isReset) {}

    /** An event, and where somebody goes on who has read it. */
    record Read(Event event, EventCursor cursor) {}
}
