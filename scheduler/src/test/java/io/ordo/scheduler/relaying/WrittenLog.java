package io.ordo.scheduler.relaying;

import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events in memory, of three tasks in turn. */
public final class WrittenLog implements EventLog {
    private final List<Event> events = new ArrayList<>();
    private long forgotten;
    private int reads;

    /** Writes some events; the first of all is number 1. */
    public void write(int count) {
        for (int written = 0; written < count; written++) {
            long number = events.size() + 1L;
            events.add(new Event(number, "task_queued", Instant.EPOCH, "default", null, new UUID(0, number % 3), "{}"));
        }
    }

    /** Forgets all of them. */
    void forget() {
        forgotten = events.size();
    }

    /** How often somebody read. */
    int reads() {
        return reads;
    }

    @Override
    public EventCursor newest() {
        return at(events.size());
    }

    @Override
    public Page after(EventCursor cursor, int limit) {
        reads++;
        if (cursor.number() < forgotten) {
            return new Page(List.of(), at(forgotten), true);
        }
        var read = events.stream()
                .skip(cursor.number())
                .limit(limit)
                .map(event -> new Read(event, at(event.number())))
                .toList();
        return new Page(read, read.isEmpty() ? cursor : read.getLast().cursor(), false);
    }

    private static EventCursor at(long number) {
        return new EventCursor(1, 1, number);
    }
}
