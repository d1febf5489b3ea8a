package io.ordo.scheduler.testing;

import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Lets something begin in the middle of a transaction. */
public final class Middle {
    private final Database database;

    public Middle(Database database) {
        this.database = database;
    }

    /**
     * Lets the other begin when the first is done but not committed, and commits when the other waits or has ended.
     *
     * @return what the other answers
     */
    public <T> T of(Runnable first, Callable<T> other) {
        return of(first, other, () -> {});
    }

    /** As {@link #of(Runnable, Callable)}, and does something more before it commits. */
    public <T> T of(Runnable first, Callable<T> other, Runnable last) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return database.together(() -> {
                        first.run();
                        var answer = threads.submit(other);
                        await().until(() -> answer.isDone() || isSomebodyWaiting());
                        last.run();
                        return answer;
                    })
                    .get();
        } catch (ExecutionException failed) {
            throw new AssertionError("the other failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private boolean isSomebodyWaiting() {
        return !database.query("SELECT pid FROM pg_locks WHERE NOT granted", Parameters.NONE, row -> row.getInt("pid"))
                .isEmpty();
    }
}
