package io.ordo.scheduler.tending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.testing.Middle;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Tasks that end while somebody changes their rows: each statement that ends them waits for the change, and then ends
 * all of them.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedMeanwhileIT {
    private static final int TASKS = 10;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Store store = Store.create();
    private final Middle middle = new Middle(store.database());

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void allThatWereChangedAreCancelled() {
        var tasks = tasks(null);

        middle.of(this::change, () -> store.bean(Interventions.class).cancel(tasks, Scope.LIVE));

        assertThat(tasks).allMatch(task -> store.status(task) == Status.CANCELLED);
    }

    @Test
    void allThatWereChangedExpire() {
        var tasks = tasks(DEADLINE);
        store.clock().advance(DEADLINE);

        middle.of(this::change, () -> {
            store.expire();
            return tasks;
        });

        assertThat(tasks).allMatch(task -> store.status(task) == Status.FAILED);
    }

    @Test
    void allThatWereChangedAreAbandoned() {
        var before = store.aQueuedTask();
        var tasks = Stream.generate(() -> store.aTaskAfter(before)).limit(TASKS).toList();
        store.cancel(before);

        middle.of(this::change, () -> {
            store.forward();
            return tasks;
        });

        assertThat(tasks).allMatch(task -> store.status(task) == Status.FAILED);
    }

    private List<UUID> tasks(@Nullable Duration deadline) {
        return Stream.generate(() -> store.aTask(Duration.ZERO, 1, deadline))
                .limit(TASKS)
                .toList();
    }

    private void change() {
        store.database().update("UPDATE task SET priority = 2", Parameters.NONE);
    }
}
