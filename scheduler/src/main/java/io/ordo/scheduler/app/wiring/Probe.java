package io.ordo.scheduler.app.wiring;

import io.ordo.scheduler.http.api.Vitals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it answers, and lets nobody wait long for one that does not. Whoever asks meanwhile waits
 * for the same answer, so that questions do not pile up at the connections.
 */
final class Probe implements Vitals {
    /** A question this old is lost, and another one is asked. */
    private static final Duration LOST = Duration.ofSeconds(10);

    private final Duration patience;
    private final BooleanSupplier question;
    private @Nullable Asked latest;

    /** @param patience how long one asker waits */
    Probe(Duration patience, BooleanSupplier question) {
        this.patience = patience;
        this.question = question;
    }

    @Override
    public boolean databaseAnswers() {
        try {
            return asked().answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException unanswered) {
            throw new IllegalStateException("the database did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    failed.getCause() == null ? "failed" : failed.getCause().getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Asked asked() {
        long now = System.nanoTime();
        if (latest == null || latest.answer().isDone() || now - latest.since() > LOST.toNanos()) {
            latest = new Asked(
                    CompletableFuture.supplyAsync(
                            question::getAsBoolean,
                            work -> Thread.ofVirtual().name("probe").start(work)),
                    now);
        }
        return latest;
    }

    private record Asked(CompletableFuture<Boolean> answer, long since) {}
}
