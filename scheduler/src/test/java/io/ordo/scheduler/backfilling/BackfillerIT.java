package io.ordo.scheduler.backfilling;

import static io.ordo.scheduler.ledger.Occurrence.Outcome.COALESCED;
import static io.ordo.scheduler.ledger.Occurrence.Outcome.RAN;
import static io.ordo.scheduler.ledger.Occurrence.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ordo.scheduler.backfilling.Backfill.Order;
import io.ordo.scheduler.backfilling.Backfill.Progress;
import io.ordo.scheduler.backfilling.Backfill.Status;
import io.ordo.scheduler.backfilling.Backfill.Window;
import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.tending.Terminator;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.testing.havoc.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackfillerIT {
    private static final String HOURLY = "0 * * * *";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Report SUCCEEDED = new Report(new Outcome.Succeeded(), null, null, null, null, null);

    private final Store store = Store.on(Servers.newDatabase());

    @BeforeEach
    void startOnTheHour() {
        store.clock().set(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void timesBeforeTheJobWasMadeGetATaskEachAndStandInTheLedger() {
        var job = aJob(Overlap.ALLOW, Duration.ofMinutes(10));
        var now = store.clock().now();

        var done = done(ask(job, now.minus(HOUR.multipliedBy(3)), now));

        assertThat(done.status()).isEqualTo(Status.DONE);
        assertThat(done.progress()).isEqualTo(new Progress(3, 3, 3, 0, 0));
        var tasks = tasks(job);
        assertThat(tasks).extracting(Task::plannedAt).containsExactly(ago(now, 3), ago(now, 2), ago(now, 1));
        assertThat(ledger(job))
                .extracting(Occurrence::plannedAt, Occurrence::outcome, Occurrence::task)
                .containsExactly(
                        tuple(ago(now, 3), RAN, tasks.get(0).id()),
                        tuple(ago(now, 2), RAN, tasks.get(1).id()),
                        tuple(ago(now, 1), RAN, tasks.get(2).id()));
        assertThat(store.pop(10)).hasSize(3);
    }

    @Test
    void theDeadlineOfATaskCountsFromWhenItIsMade() {
        var job = aJob(Overlap.ALLOW, Duration.ofMinutes(10));
        done(ask(job, ago(2), ago(1)));
        store.clock().advance(Duration.ofMinutes(9));
        store.expire();
        assertThat(onlyRun(job).reason()).isNull();
        store.clock().advance(Duration.ofMinutes(2));
        store.expire();
        assertThat(onlyRun(job).reason()).isEqualTo("deadline_passed");
    }

    @Test
    void aStretchThatWasSkippedIsCutAroundWhatRuns() {
        var job = paused(5);
        store.roster().resume(job.id());
        var first = ledger(job).getFirst();
        assertThat(first.count()).isEqualTo(5);

        done(ask(job, first.plannedAt().plus(HOUR), first.plannedAt().plus(HOUR.multipliedBy(3))));

        assertThat(ledger(job))
                .extracting(Occurrence::plannedAt, Occurrence::count, Occurrence::outcome, Occurrence::reason)
                .containsExactly(
                        tuple(first.plannedAt(), 1, SKIPPED, Reason.PAUSED),
                        tuple(first.plannedAt().plus(HOUR), 1, RAN, null),
                        tuple(first.plannedAt().plus(HOUR.multipliedBy(2)), 1, RAN, null),
                        tuple(first.plannedAt().plus(HOUR.multipliedBy(3)), 2, SKIPPED, Reason.PAUSED));
    }

    @Test
    void whatRanOrWentToAnothersTaskIsLeftAloneAndDoneAgainWhenSomebodyWantsThat() {
        var job = aJob(Overlap.ALLOW, null);
        store.clock().advance(HOUR.multipliedBy(3));
        store.planner().runOnce();
        var first = onlyRun(job).task();
        store.settle(store.popOne(), SUCCEEDED);
        var now = store.clock().now();
        var from = now.minus(HOUR.multipliedBy(3)).plusSeconds(1);

        assertThat(done(ask(job, from, now)).progress()).isEqualTo(new Progress(2, 2, 0, 2, 0));

        store.clock().advance(SECOND);
        var again = done(ask(job, from, now.plus(SECOND), true));

        assertThat(again.progress()).isEqualTo(new Progress(3, 3, 3, 0, 0));
        var made = tasks(job).subList(1, 4);
        assertThat(made).allSatisfy(task -> assertThat(task.source().retryOf()).isEqualTo(first.id()));
        assertThat(made).extracting(Task::plannedAt).containsExactly(ago(now, 2), ago(now, 1), now);
        assertThat(ledger(job))
                .extracting(Occurrence::plannedAt, Occurrence::outcome, Occurrence::task)
                .containsExactly(
                        tuple(ago(now, 2), RAN, made.get(0).id()),
                        tuple(ago(now, 1), RAN, made.get(1).id()),
                        tuple(now, RAN, first.id()));
    }

    @Test
    void whatIsUnderWayIsNotDoneAgain() {
        var job = aJob(Overlap.ALLOW, null);
        store.clock().advance(HOUR);
        store.planner().runOnce();
        store.clock().advance(SECOND);
        var again = done(ask(job, ago(1), store.clock().now(), true));
        assertThat(again.progress()).isEqualTo(new Progress(1, 1, 0, 1, 0));
        assertThat(ledger(job)).extracting(Occurrence::outcome).doesNotContain(COALESCED);
    }

    @Test
    void whatThePlannerHasNotDecidedIsLeftToIt() {
        var job = aJob(Overlap.ALLOW, null);
        store.clock().advance(HOUR.multipliedBy(2).plus(SECOND));
        var left = done(ask(job, ago(4), store.clock().now()));
        assertThat(left.progress()).isEqualTo(new Progress(4, 4, 2, 0, 2));
        store.planner().runOnce();
        assertThat(ledger(job)).hasSize(4);
        assertThat(tasks(job)).hasSize(3);
    }

    @Test
    void aPausedJobIsBackfilledAndGoesOnFromNowWhenItIsResumed() {
        var job = paused(4);
        var now = store.clock().now();

        assertThat(done(ask(job, ago(now, 3), ago(now, 1))).progress()).isEqualTo(new Progress(2, 2, 2, 0, 0));
        store.clock().advance(HOUR);
        store.roster().resume(job.id());
        store.planner().runOnce();

        assertThat(ledger(job))
                .extracting(Occurrence::plannedAt, Occurrence::count, Occurrence::outcome)
                .containsExactly(
                        tuple(ago(now, 3), 1, RAN),
                        tuple(ago(now, 2), 1, RAN),
                        tuple(ago(now, 1), 2, SKIPPED),
                        tuple(now.plus(HOUR), 1, SKIPPED));
        assertThat(tasks(job)).hasSize(2);
    }

    @Test
    void whatAPausedJobIsNotDueForYetIsLeftUntilItIsResumed() {
        var draft = Store.draft("* * * * *");
        var policies = new Policies(null, null, HOUR, CatchUp.DEFAULT, Overlap.ALLOW);
        var job = store.aJob(
                new JobDraft(draft.name(), draft.schedule(), policies, draft.work(), null, JobStatus.ACTIVE));
        long behind = Math.ceilDiv(policies.offset(job.id()).toMillis(), 60_000L);
        var first = Timetable.planned(job, Objects.requireNonNull(job.timing().next()));
        store.roster().pause(job.id(), "tests", null);
        store.clock().advance(HOUR.multipliedBy(2));
        var now = store.clock().now();

        var window = new Window(job.id(), now.minus(Duration.ofMinutes(90)), now);
        var id = surveyor()
                .ask(job, new Order(window, false, 100, null, "tests"))
                .orElseThrow();
        backfiller().runOnce();
        assertThat(find(id).status()).isEqualTo(Status.DONE);
        assertThat(find(id).progress().open()).isEqualTo((int) Math.max(0, behind - 1));
        store.clock().advance(HOUR.multipliedBy(2));
        store.roster().resume(job.id());

        Decided.assertWhole(store, job, first, "spread");
    }

    @ParameterizedTest
    @EnumSource(value = Overlap.class, names = "ALLOW", mode = EnumSource.Mode.EXCLUDE)
    void whereTasksMustNotBeBesideEachOtherOneIsMadeWhenNoneLives(Overlap overlap) {
        var job = aJob(overlap, null);
        var id = ask(job, ago(2), store.clock().now());
        step();
        assertThat(tasks(job)).hasSize(1);
        step();
        assertThat(tasks(job)).hasSize(1);
        store.settle(store.popOne(), SUCCEEDED);
        step();
        assertThat(tasks(job)).hasSize(2);
        assertThat(find(id).status()).isEqualTo(Status.DONE);
    }

    @Test
    void noMoreAreMadeInASecondThanWereAskedFor() {
        var job = aJob(Overlap.ALLOW, null);
        var window = new Window(job.id(), ago(24), store.clock().now());
        var id =
                surveyor().ask(job, new Order(window, false, 10, null, "tests")).orElseThrow();

        assertThat(backfiller().runOnce()).isTrue();
        assertThat(tasks(job)).hasSize(10);
        assertThat(backfiller().runOnce()).isFalse();
        store.clock().advance(SECOND.minusMillis(1));
        assertThat(backfiller().runOnce()).isFalse();
        store.clock().advance(Duration.ofMillis(1));
        assertThat(backfiller().runOnce()).isTrue();
        assertThat(find(id).progress()).isEqualTo(new Progress(24, 20, 20, 0, 0));
        assertThat(find(id).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void aSlowOneMakesATaskInManySeconds() {
        var job = aJob(Overlap.ALLOW, null);
        var window = new Window(job.id(), ago(3), store.clock().now());
        assertThat(surveyor().ask(job, new Order(window, false, 0.1, null, "tests")))
                .isPresent();
        backfiller().runOnce();
        store.clock().advance(Duration.ofSeconds(9));
        backfiller().runOnce();
        assertThat(tasks(job)).hasSize(1);
        store.clock().advance(SECOND);
        backfiller().runOnce();
        assertThat(tasks(job)).hasSize(2);
    }

    @Test
    void aPausedOneMakesNothingUntilItIsResumedAndACancelledOneNeverAgain() {
        var job = aJob(Overlap.ALLOW, null);
        var id = ask(job, ago(24), store.clock().now());
        step();
        assertThat(backfills().pause(id)).isPresent();
        step();
        assertThat(tasks(job)).hasSize(10);
        assertThat(backfills().resume(id).orElseThrow().status()).isEqualTo(Status.RUNNING);
        step();
        assertThat(tasks(job)).hasSize(20);
        assertThat(backfills().cancel(id)).isPresent();
        step();
        assertThat(tasks(job)).hasSize(20);
        assertThat(backfills().resume(id)).isEmpty();
        assertThat(find(id).progress().made()).isEqualTo(20);
    }

    @Test
    void aJobThatEndsOrGoesEndsItsBackfills() {
        var ended = aJob(Overlap.ALLOW, null);
        var gone = aJob(Overlap.ALLOW, null);
        var first = ask(ended, ago(24), store.clock().now());
        var second = ask(gone, ago(24), store.clock().now());
        store.bean(Terminator.class).terminate(ended.id());
        store.bean(Terminator.class).remove(gone.id());
        assertThat(done(first).reason()).isEqualTo("job_ended");
        assertThat(done(second).reason()).isEqualTo("job_ended");
        assertThat(tasks(ended)).isEmpty();
        assertThat(tasks(gone)).isEmpty();
    }

    @Test
    void oneWhoseScheduleCannotBeReadFailsAndTheOthersGoOn() {
        var broken = aJob(Overlap.ALLOW, null);
        var sound = aJob(Overlap.ALLOW, null);
        var first = ask(broken, ago(2), store.clock().now());
        var second = ask(sound, ago(2), store.clock().now());
        store.database()
                .update(
                        "UPDATE job SET schedule_expression = 'whenever' WHERE id = ?",
                        statement -> statement.setObject(1, broken.id()));
        assertThat(done(first).reason()).isEqualTo("cannot_be_made");
        assertThat(done(second).status()).isEqualTo(Status.DONE);
        assertThat(tasks(broken)).isEmpty();
    }

    @Test
    void whoFindsATaskInTheWayLooksAgainLaterAndLater() {
        var job = aJob(Overlap.SKIP, null);
        ask(job, ago(2), store.clock().now());
        step();
        step();
        for (int wait : List.of(1, 2, 4, 8, 16, 30, 30)) {
            store.clock().advance(SECOND.multipliedBy(wait).minusMillis(1));
            assertThat(backfiller().runOnce()).as("before %d s", wait).isFalse();
            store.clock().advance(Duration.ofMillis(1));
            assertThat(backfiller().runOnce()).as("after %d s", wait).isTrue();
        }
        assertThat(tasks(job)).hasSize(1);
    }

    @Test
    void whatIsPausedInTheMeantimeIsNotSaved() {
        var job = aJob(Overlap.ALLOW, null);
        var id = ask(job, ago(2), store.clock().now());
        var taken = find(id);
        backfills().pause(id);
        backfills().save(taken.failed("late"), Duration.ZERO);
        assertThat(find(id).status()).isEqualTo(Status.PAUSED);
    }

    @Test
    void itsTimesAreThoseOfTheScheduleWhenItWasAskedFor() {
        var job = aJob(Overlap.ALLOW, null);
        var now = store.clock().now();
        var id = ask(job, ago(now, 2), now);
        store.roster().replace(job.id(), Store.draft("*/7 * * * *"));
        done(id);
        assertThat(tasks(job)).extracting(Task::plannedAt).containsExactly(ago(now, 2), ago(now, 1));
    }

    @Test
    void oneThatKeepsFailingStandsInNobodysWayAndGoesOnWhenItCan() {
        var broken = aJob(Overlap.ALLOW, null);
        var sound = aJob(Overlap.ALLOW, null);
        var now = store.clock().now();
        var first = ask(broken, ago(now, 2), now);
        var second = ask(sound, ago(now, 2), now);
        failWhenItIsNoted(broken);
        try {
            assertThat(done(second).status()).isEqualTo(Status.DONE);
            step();
            step();
            assertThat(find(first).progress().made()).isZero();
            assertThat(find(first).status()).isEqualTo(Status.QUEUED);
            assertThat(tasks(broken)).isEmpty();
        } finally {
            store.database().update("DROP FUNCTION fail() CASCADE", Parameters.NONE);
        }
        assertThat(done(first).progress().made()).isEqualTo(2);
    }

    @Test
    void noMoreAreOpenThanMayBe() {
        var job = aJob(Overlap.ALLOW, null);
        var order = new Order(new Window(job.id(), ago(2), ago(1)), false, 1, null, "tests");
        for (int i = 0; i < Backfills.MOST_OPEN; i++) {
            assertThat(surveyor().ask(job, order)).isPresent();
        }
        assertThat(surveyor().ask(job, order)).isEmpty();
        assertThat(backfills().ofJob(job.id())).hasSize(Backfills.MOST_LISTED);
    }

    private void failWhenItIsNoted(Job job) {
        store.database().update("""
                        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            RAISE EXCEPTION 'a test';
                        END
                        $$
                        """, Parameters.NONE);
        store.database().update("""
                        CREATE TRIGGER failing BEFORE INSERT ON occurrence
                            FOR EACH ROW WHEN (NEW.job_id = '%s') EXECUTE FUNCTION fail()
                        """.formatted(job.id()), Parameters.NONE);
    }

    /** A job paused when it was made, that many hours ago. */
    private Job paused(int hours) {
        var job = aJob(Overlap.ALLOW, null);
        store.roster().pause(job.id(), "tests", null);
        store.clock().advance(HOUR.multipliedBy(hours));
        return job;
    }

    private Job aJob(Overlap overlap, @Nullable Duration deadline) {
        var draft = Store.draft(HOURLY);
        var policies = new Policies(null, null, Duration.ZERO, CatchUp.DEFAULT, overlap);
        return store.aJob(
                new JobDraft(draft.name(), draft.schedule(), policies, draft.work(), deadline, JobStatus.ACTIVE));
    }

    private UUID ask(Job job, Instant from, Instant to) {
        return ask(job, from, to, false);
    }

    private UUID ask(Job job, Instant from, Instant to, boolean rerun) {
        var order = new Order(new Window(job.id(), from, to), rerun, Order.DEFAULT_RATE, null, "tests");
        return surveyor().ask(store.jobs().find(job.id()).orElseThrow(), order).orElseThrow();
    }

    /** The backfill once it is over. */
    private Backfill done(UUID id) {
        while (find(id).status().isOpen()) {
            if (!backfiller().runOnce()) {
                store.clock().advance(SECOND);
            }
        }
        return find(id);
    }

    private void step() {
        store.clock().advance(SECOND);
        backfiller().runOnce();
    }

    private Backfill find(UUID id) {
        return backfills().find(id).orElseThrow();
    }

    private Backfills backfills() {
        return store.bean(Backfills.class);
    }

    private Backfiller backfiller() {
        return store.bean(Backfiller.class);
    }

    private Surveyor surveyor() {
        return store.bean(Surveyor.class);
    }

    private Instant ago(int hours) {
        return ago(store.clock().now(), hours);
    }

    private static Instant ago(Instant now, int hours) {
        return now.minus(HOUR.multipliedBy(hours));
    }

    private List<Task> tasks(Job job) {
        return runs(job).stream().map(TaskHistory::task).toList();
    }

    private TaskHistory onlyRun(Job job) {
        assertThat(runs(job)).hasSize(1);
        return runs(job).getFirst();
    }

    private List<TaskHistory> runs(Job job) {
        return store.tasks().ofJob(job.id(), 0, 100).reversed();
    }

    private List<Occurrence> ledger(Job job) {
        return store.ledger()
                .list(new Ledger.Search(
                        job.id(), Instant.EPOCH, store.clock().now().plus(HOUR), null, 1_000));
    }
}
