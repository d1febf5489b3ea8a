package io.ordo.scheduler.tending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Jobs that are ended for good. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminatorIT {
    private final Store store = Store.create();
    private final Terminator terminator = store.bean(Terminator.class);

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void aTerminatedJobIsPlannedNoMoreAndWhatLivesOfItIsCancelled() {
        var job = store.aJob("1m");
        var held = store.planner().runNow(job.id()).orElseThrow();
        store.popOne();
        var queued = store.planner().runNow(job.id()).orElseThrow();
        var other = store.planner().runNow(store.aJob("1m").id()).orElseThrow();

        var ended = terminator.terminate(job.id()).orElseThrow();

        assertThat(ended.isNew()).isTrue();
        assertThat(ended.job().draft().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(ended.job().timing().next()).isNull();
        assertThat(store.status(held)).isEqualTo(Status.CANCELLED);
        assertThat(store.status(queued)).isEqualTo(Status.CANCELLED);
        assertThat(store.status(other)).isEqualTo(Status.QUEUED);
        store.clock().advance(Duration.ofMinutes(1));
        store.planner().runOnce();
        assertThat(store.tasks().countOfJob(job.id())).isEqualTo(2);
    }

    @Test
    void aJobIsTerminatedOnce() {
        var job = store.aJob("1m");
        assertThat(terminator.terminate(job.id()).orElseThrow().isNew()).isTrue();
        assertThat(terminator.terminate(job.id()).orElseThrow().isNew()).isFalse();
        assertThat(terminator.terminate(UUID.randomUUID())).isEmpty();
    }
}
