package io.ordo.standalone;

import io.ordo.scheduler.app.SchedulerApplication;
import io.ordo.scheduler.app.StartRefused;
import io.ordo.standalone.database.DatabaseStartException;
import io.ordo.standalone.database.EmbeddedDatabase;
import io.ordo.worker.Worker;
import io.ordo.worker.WorkerSettings;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs everything in one process until it is told to stop by Ctrl-C or SIGTERM.
 *
 * <p>It ends with status 0 after a stop that was asked for, 2 when it was refused a start that its user can make
 * possible, and 1 when something failed.
 */
public final class Standalone {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private final StartedParts parts = new StartedParts();
    private volatile boolean stopping;
    private volatile int exitStatus;

    private Standalone() {}

    public static void main(String[] arguments) {
        // Before the first logger is made: the scheduler and the worker bring configurations of their own.
        System.setProperty("logback.configurationFile", "logback-standalone.xml");
        new Standalone().run(System.getenv());
    }

    private void run(Map<String, String> environment) {
        Thread starter = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(starter), "stop"));
        try {
            start(environment).awaitEnd();
            end(FAILED, "PostgreSQL ended by itself: start Ordo again, it recovers what was committed.");
        } catch (StandaloneRefused | DatabaseStartException | StartRefused refusal) {
            end(REFUSED, String.valueOf(refusal.getMessage()));
        } catch (Throwable failure) { // An error too: the parts that run already would keep the process alive.
            fail(failure);
        }
    }

    private EmbeddedDatabase start(Map<String, String> environment) throws Exception {
        StandaloneSettings settings = StandaloneSettings.from(environment);
        DataDirectory data = parts.start(() -> DataDirectory.open(settings.dataDirectory()));
        ListenAddress address = settings.address();
        address.requireFree();
        ApiKey apiKey = settings.apiKey().isPresent() ? settings.apiKey().get() : data.apiKey();
        WorkerSettings workerSettings = workerSettings(settings, apiKey, environment);
        KeptSecret password = data.databasePassword();

        EmbeddedDatabase database = parts.start(() -> EmbeddedDatabase.start(data.path(), password.file()));
        parts.start(() -> SchedulerApplication.start(Map.ofEntries(
                Map.entry("micronaut.server.host", address.host()),
                Map.entry("micronaut.server.port", address.port()),
                Map.entry("datasources.default.url", database.jdbcUrl()),
                Map.entry("datasources.default.username", database.user()),
                Map.entry("datasources.default.password", password.value()),
                Map.entry("ordo.api-key", apiKey.value()),
                Map.entry("ordo.docs-open", settings.docsOpen()),
                Map.entry("ordo.kat-open", settings.katOpen()),
                Map.entry("ordo.metrics-open", settings.metricsOpen()),
                Map.entry("ordo.events", settings.events()),
                Map.entry("ordo.allowed-addresses", settings.allowedAddresses()))));
        parts.start(() -> startWorker(workerSettings));
        System.out.print(Banner.text(address, apiKey, data));
        return database;
    }

    /** The environment's, but for address and key; no health port unless one is set, logs beside the other data. */
    private static WorkerSettings workerSettings(
            StandaloneSettings settings, ApiKey apiKey, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("ORDO_URL", settings.address().url());
        variables.put("ORDO_API_KEY", apiKey.value());
        variables.put(StandaloneSettings.WORKER_PORT, settings.workerPort());
        variables.putIfAbsent(
                "ORDO_WORKER_LOGS", String.valueOf(settings.dataDirectory().resolve("logs")));
        try {
            return WorkerSettings.from(variables);
        } catch (IllegalArgumentException badSetting) {
            throw new StandaloneRefused(String.valueOf(badSetting.getMessage()));
        }
    }

    private static Worker startWorker(WorkerSettings settings) {
        Worker worker = new Worker(settings);
        try {
            worker.start();
            return worker;
        } catch (Throwable failure) {
            worker.close();
            throw failure;
        }
    }

    /** Runs when the process is told to end, by a signal or by {@link #end}. */
    private void stop(Thread starter) {
        stopping = true;
        starter.interrupt();
        if (exitStatus == 0) {
            log().info("Stopping worker, scheduler, PostgreSQL");
        }
        parts.close();
        // The status of a signal would make a good end look like a failure.
        Runtime.getRuntime().halt(exitStatus);
    }

    /** Whatever fails because the process stops, the awaited interruption first of all, is no failure. */
    private void fail(Throwable failure) {
        if (!stopping) {
            log().error("Start failed, what was started is stopped", failure);
            end(FAILED, "Ordo could not start: " + failure.getMessage());
        }
    }

    private void end(int status, String sentence) {
        System.err.println(sentence);
        exitStatus = status;
        System.exit(status);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Standalone.class);
    }
}
