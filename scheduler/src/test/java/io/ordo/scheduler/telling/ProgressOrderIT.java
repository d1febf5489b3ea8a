package io.ordo.scheduler.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.task.Progress;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever reports progress while the task is ending waits for it. */
@Timeout(60)
class ProgressOrderIT {
    private final Servers.DatabaseAddress address = Servers.newDatabase();
    private final Store store = Store.on(address);
    private final Progress progress = store.bean(Progress.class);
    private final UUID task = store.aQueuedTask();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void progressOfATaskThatIsEndingIsNoneOnceItHasEnded() throws SQLException {
        assertThat(whileItEnds(() -> progress.report(task, 10, null))).isFalse();
        assertThat(progress.of(task)).isEmpty();
    }

    @Test
    void progressOfAJobIsNoneOnceItsTaskHasEnded() throws SQLException {
        var job = Objects.requireNonNull(store.history(task).task().job());

        assertThat(whileItEnds(() -> progress.reportNewest(job, 10))).isFalse();
        assertThat(progress.of(task)).isEmpty();
    }

    private boolean whileItEnds(BooleanSupplier report) throws SQLException {
        store.popOne();
        try (var ending = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            ending.setAutoCommit(false);
            end(ending);
            var reported = CompletableFuture.supplyAsync(report::getAsBoolean);
            await().until(() -> reported.isDone() || isSomebodyWaiting());
            assertThat(reported).isNotDone();
            ending.commit();
            return reported.join();
        }
    }

    private void end(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("DELETE FROM lease WHERE task_id = ?")) {
            statement.setObject(1, task);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private boolean isSomebodyWaiting() {
        return store.database().queryOne("""
                        SELECT
                        FROM pg_stat_activity
                        WHERE datname = current_database()
                          AND wait_event_type = 'Lock'
                        LIMIT 1
                        """, Parameters.NONE, _ -> true).orElse(false);
    }
}
