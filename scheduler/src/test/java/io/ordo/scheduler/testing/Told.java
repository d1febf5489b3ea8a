package io.ordo.scheduler.testing;

import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.history.PostgresEventLog;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** What is told from now on; other tests share the server and may hold its events back for a moment. */
public final class Told {
    private final Database database;
    private final EventLog log;
    private EventCursor cursor;

    public Told(Database database) {
        this.database = database;
        this.log = new PostgresEventLog(database);
        this.cursor = caughtUp();
    }

    /** Everything that was told since this was asked before. */
    public List<Event> since() {
        caughtUp();
        var events = new ArrayList<Event>();
        var page = log.after(cursor, 100);
        while (!page.events().isEmpty()) {
            page.events().forEach(read -> events.add(read.event()));
            page = log.after(page.next(), 100);
        }
        cursor = page.next();
        return events;
    }

    /** As {@link #since}: only what happened. */
    public List<String> types() {
        return since().stream().map(Event::type).toList();
    }

    /** Waits until every transaction that has begun is over; then the newest event can be read. */
    public EventCursor caughtUp() {
        long begun = database.queryOne(
                        "SELECT pg_snapshot_xmax(pg_current_snapshot()) AS begun",
                        Parameters.NONE,
                        row -> row.getLong("begun"))
                .orElseThrow();
        return Awaitility.await().until(log::newest, newest -> newest.from() >= begun);
    }
}
