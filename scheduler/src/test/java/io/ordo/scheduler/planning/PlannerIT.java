package io.ordo.scheduler.planning;

import static io.ordo.scheduler.ledger.Occurrence.Outcome.COALESCED;
import static io.ordo.scheduler.ledger.Occurrence.Outcome.RAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannerIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final Store store = Store.on(database);

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void aDueJobMakesOneQueuedTaskForItsPlannedTime() {
        var job = store.aJob("*/5 * * * *");
        var due = next(job);

        store.clock().set(due);
        store.planner().runOnce();
        store.planner().runOnce();

        var run = onlyRun(job);
        assertThat(run.status()).isEqualTo(Status.QUEUED);
        assertThat(run.task().plannedAt()).isEqualTo(due);
        assertThat(find(job).timing().last()).isEqualTo(due);
        assertThat(next(find(job))).isEqualTo(due.plus(Duration.ofMinutes(5)));
    }

    @Test
    void whatBecameDueWithinAMinuteIsFoundByALookAtThatMinuteAndWhatIsOlderByAWholeOne() {
        var job = store.aJob("1h");
        store.clock().set(next(job).plus(MINUTE));

        store.planner().runRecent();
        assertThat(runs(job)).isEmpty();

        store.planner().runOnce();
        assertThat(runs(job)).hasSize(1);

        store.clock().set(next(find(job)).plus(MINUTE).minusMillis(1));
        store.planner().runRecent();
        assertThat(runs(job)).hasSize(2);
    }

    @Test
    void aJobThatIsNotDueMakesNoTask() {
        var job = store.aJob("1m");
        store.clock().advance(MINUTE.minusMillis(1));

        store.planner().runOnce();

        assertThat(runs(job)).isEmpty();
    }

    @Test
    void aJobMissedForAWhileRunsOnceForItsNewestMissedTimeAndGoesOnFromNow() {
        var job = store.aJob("1m");
        var oldest = next(job);

        store.clock().advance(Duration.ofMinutes(10).plusSeconds(1));
        store.planner().runOnce();

        var newest = oldest.plus(Duration.ofMinutes(9));
        assertThat(onlyRun(job).task().plannedAt()).isEqualTo(newest);
        assertThat(next(find(job))).isEqualTo(newest.plus(MINUTE));
        var run = onlyRun(job).task().id();
        assertThat(ledger(job))
                .containsExactly(
                        new Occurrence(job.id(), oldest, newest.minus(MINUTE), 9, COALESCED, null, run),
                        new Occurrence(job.id(), newest, newest, 1, RAN, null, run));
    }

    @Test
    void aJobForOneDateIsCompletedOnceItsTaskIsMade() {
        var date = store.clock().now().plus(MINUTE);
        var job = store.aJob(date.toString());

        store.clock().set(date);
        store.planner().runOnce();

        assertThat(onlyRun(job).task().plannedAt()).isEqualTo(date);
        assertThat(find(job).draft().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(find(job).timing().next()).isNull();
    }

    @Test
    void aPlannedTimeThatWasFiredBeforeMakesNoSecondTask() {
        var job = store.aJob("1m");
        var due = next(job);
        store.clock().set(due);
        store.planner().runOnce();

        store.database().update("UPDATE timing SET next_due_at = last_due_at", Parameters.NONE);
        store.planner().runOnce();

        assertThat(runs(job)).hasSize(1);
    }

    /** What no CHECK can say: the status and the due time of a job stand in two tables. */
    @Test
    void plannersLookAtActiveJobsAndAtNoOthers() {
        store.aJob("1m");
        var resumed = store.aJob("1m").id();
        store.roster().pause(resumed, "somebody", null);
        store.roster().resume(resumed);
        store.roster().pause(store.aJob("1m").id(), "somebody", null);
        store.aJob(store.clock().now().plus(MINUTE).toString());
        store.aJob("manual");
        assertThat(store.bean(Jobs.class).hide(store.aJob("1m").id())).isTrue();
        store.clock().advance(MINUTE);
        store.planner().runOnce();

        assertThat(store.database().query("""
                SELECT job.id
                FROM job
                FULL JOIN timing ON timing.job_id = job.id
                WHERE (deleted_at IS NULL) IS DISTINCT FROM (job_id IS NOT NULL)
                   OR active <> (status = 'active')
                   OR (active AND schedule_expression <> 'manual' AND next_due_at IS NULL)
                   OR (status = 'completed' AND next_due_at IS NOT NULL)
                """, Parameters.NONE, row -> row.getString("id")))
                .isEmpty();
        assertThat(store.database().query("""
                SELECT active, count(*) AS jobs
                FROM timing
                GROUP BY active
                ORDER BY active
                """, Parameters.NONE, row -> row.getInt("jobs")))
                .containsExactly(2, 3);
    }

    @Test
    void aJobThatCannotBePlannedIsPausedAndKeepsNobodyFromIt() {
        var broken = store.aJob("1m");
        var sound = store.aJob("1m");
        store.database()
                .update(
                        "UPDATE job SET schedule_expression = 'nonsense' WHERE id = ?",
                        statement -> statement.setObject(1, broken.id()));
        store.clock().advance(MINUTE);

        store.planner().runOnce();

        assertThat(runs(sound)).hasSize(1);
        assertThat(runs(broken)).isEmpty();
        assertThat(find(broken).draft().status()).isEqualTo(JobStatus.PAUSED);
    }

    @Test
    void aPausedJobMakesNoTaskUntilItIsActiveAgain() {
        var job = store.aJob("1m");
        change(job, JobStatus.PAUSED);
        store.clock().advance(Duration.ofMinutes(5));
        store.planner().runOnce();
        assertThat(runs(job)).isEmpty();

        change(job, JobStatus.ACTIVE);
        store.clock().advance(MINUTE);
        store.planner().runOnce();

        assertThat(runs(job)).hasSize(1);
    }

    @Test
    void aJobRunsNowOnlyWhileItIsActive() {
        var job = store.aJob("1d");

        assertThat(store.planner().runNow(job.id())).isPresent();
        assertThat(onlyRun(job).task().plannedAt()).isNull();
        assertThat(store.planner().runNow(UUID.randomUUID())).isEmpty();
        change(job, JobStatus.PAUSED);
        assertThatThrownBy(() -> store.planner().runNow(job.id()))
                .isInstanceOf(JobNotActive.class)
                .hasMessage("Cannot run job with status 'paused'. Job must be active.");
        assertThat(runs(job)).hasSize(1);
    }

    @Test
    void aManualJobRunsWhenItIsAskedToAndNeverByItself() {
        var job = store.aJob("manual");
        store.clock().advance(Duration.ofDays(400));
        store.planner().runOnce();
        assertThat(runs(job)).isEmpty();

        assertThat(store.planner().runNow(job.id())).isPresent();
        assertThat(find(job).draft().status()).isEqualTo(JobStatus.ACTIVE);
    }

    @Test
    void aTaskKeepsTheDeadlineOfItsJobFromItsDueTimeOn() {
        var draft = Store.draft("1m");
        var job = store.aJob(
                new JobDraft(draft.name(), draft.schedule(), draft.policies(), draft.work(), MINUTE, JobStatus.ACTIVE));
        store.clock().advance(MINUTE);
        store.planner().runOnce();

        store.clock().advance(MINUTE);
        store.expire();

        assertThat(onlyRun(job).reason()).isEqualTo("deadline_passed");
    }

    @Test
    void manySchedulersMakeEachPlannedTimeExactlyOneTask() {
        int jobs = 150;
        int minutes = 5;
        var all = IntStream.range(0, jobs).mapToObj(_ -> store.aJob("1m")).toList();
        try (var other = TestScheduler.withoutLoops(database)) {
            var planners =
                    List.of(store.planner(), other.bean(Planner.class), store.planner(), other.bean(Planner.class));
            for (int minute = 0; minute < minutes; minute++) {
                store.clock().advance(MINUTE);
                Race.among(planners.stream()
                        .<Runnable>map(planner -> planner::runOnce)
                        .toList());
                store.planner().runOnce();
            }
        }

        assertThat(all)
                .allSatisfy(job -> assertThat(runs(job))
                        .hasSize(minutes)
                        .extracting(run -> run.task().plannedAt())
                        .doesNotHaveDuplicates());
    }

    private void change(Job job, JobStatus status) {
        store.roster().change(job.id(), before -> before.in(status));
    }

    private Job find(Job job) {
        return store.jobs().find(job.id()).orElseThrow();
    }

    private static Instant next(Job job) {
        return Objects.requireNonNull(job.timing().next());
    }

    private List<Occurrence> ledger(Job job) {
        return store.ledger()
                .list(new Ledger.Search(
                        job.id(), Instant.EPOCH, store.clock().now().plus(MINUTE), null, 100));
    }

    private List<TaskHistory> runs(Job job) {
        return store.tasks().ofJob(job.id(), 0, 100);
    }

    private TaskHistory onlyRun(Job job) {
        assertThat(runs(job)).hasSize(1);
        return runs(job).getFirst();
    }
}
