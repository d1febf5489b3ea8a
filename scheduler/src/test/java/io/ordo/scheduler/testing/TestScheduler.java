package io.ordo.scheduler.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.ordo.scheduler.app.SchedulerApplication;
import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import java.util.HashMap;
import java.util.Map;

/** A scheduler of the test's own, on a port nobody else has. */
public final class TestScheduler implements AutoCloseable {
    /** The key every test scheduler takes. */
    public static final String KEY = "a-key-for-tests-only";

    private final ApplicationContext context;

    private TestScheduler(ApplicationContext context) {
        this.context = context;
    }

    /** A scheduler that plans, promotes and reaps by itself. */
    public static TestScheduler on(DatabaseAddress database) {
        return start(database, Map.of());
    }

    /** A scheduler whose loops stand still: the test turns the wheels. */
    public static TestScheduler withoutLoops(DatabaseAddress database) {
        return start(database, Map.of("ordo.loops", "false"));
    }

    /** A scheduler with settings of the test's own, by property name. */
    public static TestScheduler start(DatabaseAddress database, Map<String, Object> settings) {
        var properties = new HashMap<String, Object>(Map.of(
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1,
                "datasources.default.url",
                database.url(),
                "datasources.default.username",
                database.user(),
                "datasources.default.password",
                database.password(),
                "ordo.api-key",
                KEY));
        properties.putAll(settings);
        return new TestScheduler(SchedulerApplication.start(properties));
    }

    /** A client that shows the key. */
    public Client client() {
        return new Client(url(), KEY);
    }

    /** Where it listens. */
    public String url() {
        return bean(EmbeddedServer.class).getURL().toString();
    }

    /** One of its parts. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Forgets every task and job. */
    public void clear() {
        bean(Database.class)
                .update(
                        "TRUNCATE waiting, ready, lease, attempt, late_result, prerequisite, occurrence, task_progress,"
                                + " task, job, timing, backfill",
                        Parameters.NONE);
        bean(Heads.class).forgetAll();
    }

    @Override
    public void close() {
        context.stop();
    }
}
