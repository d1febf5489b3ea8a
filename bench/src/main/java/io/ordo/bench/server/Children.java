package io.ordo.bench.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Processes that a run has started. */
final class Children {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Children() {}

    /** Ends one, kindly at first; returns when it is gone. */
    static void end(Process child) {
        child.destroy();
        try {
            if (!child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                child.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
