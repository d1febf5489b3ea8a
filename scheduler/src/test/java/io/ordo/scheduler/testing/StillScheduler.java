package io.ordo.scheduler.testing;

import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import java.time.Duration;
import java.time.Instant;

/** A scheduler that is spoken to by HTTP, whose loops stand still and whose clock is in the hands of the test. */
public final class StillScheduler implements AutoCloseable {
    private final TestScheduler scheduler;
    private final ManualClock clock;

    private StillScheduler(TestScheduler scheduler, ManualClock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** A scheduler on a database that is empty. */
    public static StillScheduler on(DatabaseAddress database) {
        var scheduler = TestScheduler.withoutLoops(database);
        return new StillScheduler(scheduler, new ManualClock(scheduler.bean(Database.class)));
    }

    public TestScheduler scheduler() {
        return scheduler;
    }

    public Database database() {
        return scheduler.bean(Database.class);
    }

    public Instant now() {
        return clock.now();
    }

    public void advance(Duration time) {
        clock.advance(time);
    }

    /** Plans until nothing is due. */
    public void plan() {
        while (scheduler.bean(Planner.class).runOnce()) {
            // There may be more.
        }
    }

    public Answer get(String path) {
        return scheduler.client().get(path);
    }

    public Answer post(String path, String body) {
        return scheduler.client().post(path, body);
    }

    public Answer patch(String path, String body) {
        return scheduler.client().send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return scheduler.client().delete(path);
    }

    /** Forgets every task and job. */
    public void clear() {
        scheduler.clear();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
