package io.ordo.scheduler.planning;

import static io.ordo.scheduler.ledger.Occurrence.Outcome.COALESCED;
import static io.ordo.scheduler.ledger.Occurrence.Outcome.RAN;
import static io.ordo.scheduler.ledger.Occurrence.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of planned times while a task of the job lives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverlapIT {
    private static final Report SUCCEEDED = new Report(new Outcome.Succeeded(), null, null, null, null, null);
    private static final Report FAILED = new Report(new Outcome.Failed(false), null, null, null, null, null);
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
    void tasksMayBeBesideEachOther() {
        var job = aJob("1m", Overlap.ALLOW);
        tick();
        tick();
        assertThat(statuses(job)).containsExactly(Status.QUEUED, Status.QUEUED);
    }

    @Test
    void aPlannedTimeIsSkippedWhileATaskLivesAndTheNextOneIsNot() {
        var job = aJob("1m", Overlap.SKIP);
        tick();
        var first = store.popOne();
        tick();
        assertThat(statuses(job)).containsExactly(Status.DISPATCHED);
        assertThat(ledger(job).getLast())
                .extracting(Occurrence::outcome, Occurrence::reason, Occurrence::task)
                .containsExactly(SKIPPED, Reason.OVERLAP, first.task());

        store.settle(first, SUCCEEDED);
        tick();
        assertThat(statuses(job)).containsExactly(Status.COMPLETED, Status.QUEUED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneWaitsForTheOtherToEndHoweverItEndsAndLaterOnesGoToIt(boolean succeeds) {
        var job = aJob("1m", Overlap.QUEUE_ONE);
        tick();
        var first = store.popOne();
        tick();
        tick();
        assertThat(statuses(job)).containsExactly(Status.DISPATCHED, Status.PENDING);
        var waiting = runs(job).getLast().task().id();
        assertThat(ledger(job))
                .extracting(Occurrence::outcome, Occurrence::task)
                .containsExactly(tuple(RAN, first.task()), tuple(RAN, waiting), tuple(COALESCED, waiting));

        store.settle(first, succeeds ? SUCCEEDED : FAILED);
        store.forward();
        store.promote();
        assertThat(statuses(job).getLast()).isEqualTo(Status.QUEUED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskLivesInWhateverQueueItsJobHasMovedTo(boolean isHeld) {
        var job = aJob("1m", Overlap.SKIP);
        tick();
        if (isHeld) {
            store.popOne();
        }
        store.roster().change(job.id(), before -> {
            var work = before.work();
            var moved =
                    new Work("dispatch", work.tenant(), work.priority(), work.payload(), work.retry(), work.timeout());
            return new JobDraft(before.name(), before.schedule(), before.policies(), moved, null, before.status());
        });
        tick();
        assertThat(statuses(job)).containsExactly(isHeld ? Status.DISPATCHED : Status.QUEUED);
        assertThat(ledger(job).getLast().reason()).isEqualTo(Reason.OVERLAP);
    }

    @Test
    void whatLivesIsCancelledForTheNext() {
        var job = aJob("1m", Overlap.CANCEL_OLD);
        tick();
        var first = store.popOne();
        tick();
        assertThat(statuses(job)).containsExactly(Status.CANCELLED, Status.QUEUED);
        assertThat(store.settle(first, SUCCEEDED)).isInstanceOf(Settled.Stale.class);
        tick();
        assertThat(statuses(job)).containsExactly(Status.CANCELLED, Status.CANCELLED, Status.QUEUED);
    }

    @Test
    void whoAsksByHandIsHeldToTheSameRule() {
        var skipping = aJob("1d", Overlap.SKIP);
        run(skipping);
        assertThatThrownBy(() -> run(skipping)).isInstanceOf(JobUnderWay.class);

        var queueing = aJob("1d", Overlap.QUEUE_ONE);
        run(queueing);
        assertThatThrownBy(() -> run(queueing)).isInstanceOf(JobUnderWay.class);
        store.pop(2);
        run(queueing);
        assertThat(statuses(queueing)).containsExactly(Status.DISPATCHED, Status.PENDING);

        var cancelling = aJob("1d", Overlap.CANCEL_OLD);
        run(cancelling);
        run(cancelling);
        assertThat(statuses(cancelling)).containsExactly(Status.CANCELLED, Status.QUEUED);
    }

    @Test
    void whatIsDueAfterTheEndWaitsForTheEnd() {
        var job = aJob("after 1m", Overlap.ALLOW);
        tick();
        var first = store.popOne();
        tick();
        tick();
        assertThat(statuses(job)).containsExactly(Status.DISPATCHED);

        store.clock().advance(MINUTE.dividedBy(3));
        var ended = store.clock().now();
        store.settle(first, SUCCEEDED);
        store.clock().advance(MINUTE.dividedBy(2));
        store.planner().runOnce();
        assertThat(statuses(job)).containsExactly(Status.COMPLETED);
        store.clock().advance(MINUTE.dividedBy(4));
        store.planner().runOnce();
        assertThat(store.jobs().find(job.id()).orElseThrow().timing().next()).isEqualTo(ended.plus(MINUTE));
        assertThat(statuses(job)).containsExactly(Status.COMPLETED);
        store.clock().set(ended.plus(MINUTE));
        store.planner().runOnce();
        assertThat(statuses(job)).containsExactly(Status.COMPLETED, Status.QUEUED);
    }

    private Job aJob(String schedule, Overlap overlap) {
        var draft = Store.draft(schedule);
        var policies = new Policies(null, null, Duration.ZERO, CatchUp.DEFAULT, overlap);
        return store.aJob(new JobDraft(draft.name(), draft.schedule(), policies, draft.work(), null, JobStatus.ACTIVE));
    }

    private UUID run(Job job) {
        return store.planner().runNow(job.id()).orElseThrow();
    }

    private void tick() {
        store.clock().advance(MINUTE);
        store.planner().runOnce();
    }

    private List<TaskHistory> runs(Job job) {
        return store.tasks().ofJob(job.id(), 0, 100).reversed();
    }

    private List<Status> statuses(Job job) {
        return runs(job).stream().map(TaskHistory::status).toList();
    }

    private List<Occurrence> ledger(Job job) {
        return store.ledger()
                .list(new Ledger.Search(
                        job.id(), Instant.EPOCH, store.clock().now().plus(MINUTE), null, 100));
    }
}
