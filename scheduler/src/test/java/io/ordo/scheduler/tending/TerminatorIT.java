package io.ordo.scheduler.tending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Jobs that are ended or go, and what they leave behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminatorIT {
    /** More than are looked at in one transaction. */
    private static final int MANY = 2_500;

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

        assertThat(ended.draft().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(ended.timing().next()).isNull();
        assertThat(store.status(held)).isEqualTo(Status.CANCELLED);
        assertThat(store.status(queued)).isEqualTo(Status.CANCELLED);
        assertThat(store.status(other)).isEqualTo(Status.QUEUED);
        store.clock().advance(Duration.ofMinutes(1));
        store.planner().runOnce();
        assertThat(store.tasks().countOfJob(job.id())).isEqualTo(2);
    }

    @Test
    void whatIsTerminatedStaysSo() {
        var job = store.aJob("1m");
        var ended = terminator.terminate(job.id()).orElseThrow();
        assertThat(terminator.terminate(job.id()).orElseThrow().draft()).isEqualTo(ended.draft());
        assertThat(terminator.terminate(UUID.randomUUID())).isEmpty();
    }

    @Test
    void aRemovedJobIsGoneItsWaitingTasksAreCancelledAndItsRunningOneGoesOn() {
        var job = store.aJob("1m");
        var running = store.planner().runNow(job.id()).orElseThrow();
        store.popOne();
        var waiting = store.planner().runNow(job.id()).orElseThrow();

        assertThat(terminator.remove(job.id())).isTrue();

        assertThat(store.jobs().find(job.id())).isEmpty();
        assertThat(terminator.remove(job.id())).isFalse();
        assertThat(store.status(waiting)).isEqualTo(Status.CANCELLED);
        assertThat(store.status(running)).isEqualTo(Status.DISPATCHED);
        store.clock().advance(Duration.ofMinutes(1));
        store.planner().runOnce();
        assertThat(store.tasks().countOfJob(job.id())).isEqualTo(2);
    }

    @Test
    void aJobOfManyTasksLeavesNoneOfThemWaiting() {
        var job = store.aJob("1m");
        var other = store.aJob("1m");
        hasMadeMany(job);
        hasMadeMany(other);

        assertThat(terminator.remove(job.id())).isTrue();

        assertThat(count("cancelled", job)).isEqualTo(MANY);
        assertThat(count("queued", other) + count("pending", other)).isEqualTo(MANY);
    }

    @Test
    void theTasksOfAScheduleOfOpenKatLiveOnWithoutIt() {
        var schedule =
                store.roster().enter(Store.draft("1m"), Origin.of(Origin.KAT)).orElseThrow();
        hasMadeMany(schedule);

        assertThat(terminator.remove(schedule.id())).isTrue();

        assertThat(store.tasks().countOfJob(schedule.id())).isZero();
        assertThat(store.pop(1)).hasSize(1);
    }

    /** The process may end in the middle of it. */
    @Test
    void whoeverAsksAgainFinishesWhatWasBrokenOff() {
        var job = store.aJob("1m");
        var waiting = store.planner().runNow(job.id()).orElseThrow();
        store.jobs().hide(job.id());

        assertThat(terminator.remove(job.id())).isFalse();

        assertThat(store.status(waiting)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aTaskThatIsJustBeingPromotedIsCancelledToo() {
        for (int round = 0; round < 20; round++) {
            var task = store.aTask(Duration.ofMinutes(1), 0, null);
            var job = Objects.requireNonNull(store.history(task).task().job());
            store.clock().advance(Duration.ofMinutes(1));

            Race.among(List.of(store::promote, () -> terminator.remove(job)));

            assertThat(store.status(task)).isEqualTo(Status.CANCELLED);
        }
    }

    /** Queued and pending ones in turn. */
    private void hasMadeMany(Job job) {
        store.database()
                .update(
                        """
                WITH made AS (
                    INSERT INTO task (
                        id, job_id, queue, priority, payload, max_retries, retry_delay_millis, backoff_factor,
                        timeout_millis, created_at)
                    SELECT gen_random_uuid(), ?, 'default', 1, '{}', 0, 0, 2, 1000, app_now()
                    FROM generate_series(1, ?)
                    RETURNING id
                ), numbered AS (
                    SELECT id, nextval('task_seq') AS seq
                    FROM made
                ), queued AS (
                    INSERT INTO ready (task_id, queue, rank, seq, priority, arrived_at, ranker, offsets)
                    SELECT id, 'default', 0, seq, 3, app_now(), 0, '{}'
                    FROM numbered
                    WHERE seq % 2 = 0
                )
                INSERT INTO waiting (task_id, queue, due_at, seq)
                SELECT id, 'default', app_now() + interval '1 hour', seq
                FROM numbered
                WHERE seq % 2 = 1
                """,
                        statement -> {
                            statement.setObject(1, job.id());
                            statement.setInt(2, MANY);
                        });
    }

    private int count(String status, Job job) {
        return store.database()
                .queryOne(
                        """
                        SELECT count(*) AS tasks
                        FROM task
                        JOIN task_status ON task_status.id = task.id
                        WHERE job_id = ?
                          AND status = ?
                        """,
                        statement -> {
                            statement.setObject(1, job.id());
                            statement.setString(2, status);
                        },
                        row -> row.getInt("tasks"))
                .orElseThrow();
    }
}
