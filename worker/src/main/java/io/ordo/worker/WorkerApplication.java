package io.ordo.worker;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** The worker as a program of its own: set by environment variables, drained by SIGTERM or Ctrl-C. */
public final class WorkerApplication {
    private static final int BAD_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

    private WorkerApplication() {}

    /** Runs until the process is told to end; exits with 78 and one sentence when a setting is bad. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(WorkerSettings.from(System.getenv()));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
        }
    }

    private static void run(WorkerSettings settings) throws InterruptedException {
        configureLogging(settings);
        Worker worker = new Worker(settings);
        worker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(worker::stop, "worker-stop"));
        new CountDownLatch(1).await();
    }

    /**
     * Before the first logger is made. The file has a name of its own: an embedding program brings
     * logback.xml.
     */
    private static void configureLogging(WorkerSettings settings) {
        System.setProperty("ordo.worker.log.level", settings.logLevel());
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "ordo-worker-logback.xml");
        }
    }
}
