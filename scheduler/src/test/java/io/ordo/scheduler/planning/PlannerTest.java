package io.ordo.scheduler.planning;

import static io.ordo.scheduler.planning.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.cron.CronUtilsCrons;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.pushing.Intake.Entered;
import io.ordo.scheduler.pushing.MadeTasks;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.testing.Heard;
import io.ordo.scheduler.testing.Rankings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {
    private static final UUID ID = new UUID(7, 7);
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Instant DUE = NOON.minusSeconds(30);

    private final Table jobs = new Table();
    private final Heard heard = new Heard();
    private final Planner planner = new Planner(
            jobs,
            new Decider(
                    new Timetable(new CronUtilsCrons(), InstantSource.fixed(NOON), () -> ID),
                    new JobTasks(() -> ID, (_, payload, _) -> payload),
                    _ -> {}),
            heard,
            Rankings.by("aging"));

    @Test
    void aDueJobMakesATaskForItsPlannedTime() {
        var job = aJob().timed(DUE.minusSeconds(300), null, DUE);
        assertThat(task(job).task())
                .isEqualTo(new Task(ID, Source.of(job.id(), DUE), job.draft().work(), null, NOON));
        assertThat(task(job).due()).isEqualTo(DUE);
    }

    @Test
    void aJobThatIsDueAgainStaysActive() {
        assertThat(plan(aJob().timed(DUE, null, DUE)).status()).isEqualTo(JobStatus.ACTIVE);
    }

    @Test
    void aJobThatIsNeverDueAgainIsCompleted() {
        var plan = plan(aJob().scheduled("2030-06-01T11:59:30Z").timed(DUE, null, DUE));
        assertThat(plan.next()).isNull();
        assertThat(plan.status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void aTaskArrivesAtItsPlannedTimeAndIsRankedByItsPriority() {
        long urgent = rank(aJob().ofPriority(1).timed(DUE, null, DUE));
        long ordinary = rank(aJob().ofPriority(3).timed(DUE, null, DUE));
        assertThat(urgent).isEqualTo(DUE.getEpochSecond() * 1_000_000);
        assertThat(ordinary - urgent).isEqualTo(120_000_000);
    }

    @Test
    void aDeadlineCountsFromThePlannedTime() {
        var job = aJob().startingWithin(Duration.ofMinutes(1)).timed(DUE, null, DUE);
        assertThat(task(job).deadline()).isEqualTo(DUE.plusSeconds(60));
        assertThat(task(aJob().timed(DUE, null, DUE)).deadline()).isNull();
    }

    @Test
    void whoWaitsForTheQueueIsWokenByEveryTask() {
        plan(aJob().timed(DUE, null, DUE));
        assertThat(heard.queues()).containsExactly("default");
    }

    @Test
    void aFullBatchSaysThatThereMayBeMore() {
        assertThat(planner.runOnce()).isFalse();
        for (int i = 0; i < DueJobs.BATCH; i++) {
            jobs.due.add(aJob().timed(DUE, null, DUE));
        }
        assertThat(planner.runOnce()).isTrue();
    }

    @Test
    void aRunNowIsDueNowAndStandsForNoPlannedTime() {
        var job = aJob().startingWithin(Duration.ofMinutes(1)).timed(DUE, null, NOON.plusSeconds(60));
        jobs.due.add(job);
        assertThat(planner.runNow(job.id())).contains(ID);
        var made = jobs.made.getFirst();
        assertThat(made.task().plannedAt()).isNull();
        assertThat(made.due()).isEqualTo(NOON);
        assertThat(made.deadline()).isEqualTo(NOON.plusSeconds(60));
        assertThat(heard.queues()).containsExactly("default");
    }

    @Test
    void aJobNobodyKnowsCannotRunNow() {
        assertThat(planner.runNow(new UUID(0, 9))).isEmpty();
        assertThat(heard.queues()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSED", "COMPLETED"})
    void aJobThatIsNotActiveCannotRunNow(JobStatus status) {
        var job = aJob().in(status).timed(DUE, null, null);
        jobs.due.add(job);
        assertThatThrownBy(() -> planner.runNow(job.id()))
                .isInstanceOf(JobNotActive.class)
                .hasMessage("Cannot run job with status '" + status.word() + "'. Job must be active.");
        assertThat(jobs.made).isEmpty();
        assertThat(heard.queues()).isEmpty();
    }

    @Test
    void aJobThatCannotBePlannedIsPaused() {
        jobs.due.add(aJob().scheduled("nonsense").timed(DUE, null, DUE));
        planner.runOnce();
        assertThat(jobs.plans.getLast().made()).isEmpty();
        assertThat(jobs.plans.getLast().status()).isEqualTo(JobStatus.PAUSED);
    }

    private long rank(Job job) {
        plan(job);
        return Objects.requireNonNull(jobs.made.getLast().ranked()).rank();
    }

    private NewTask task(Job job) {
        return plan(job).made().getLast();
    }

    private Plan plan(Job job) {
        jobs.due.add(job);
        planner.runOnce();
        return jobs.plans.getLast();
    }

    private static final class Table implements DueJobs {
        private final List<Job> due = new ArrayList<>();
        private final List<Plan> plans = new ArrayList<>();
        private final List<NewTask> made = new ArrayList<>();

        @Override
        public Planned plan(@Nullable Duration back, Function<DueJob, Plan> decide, UnaryOperator<List<NewTask>> rank) {
            var taken = List.copyOf(due.subList(0, Math.min(BATCH, due.size())));
            due.removeAll(taken);
            var decided = taken.stream().map(Table::locked).map(decide).toList();
            plans.addAll(decided);
            var tasks = decided.stream().flatMap(plan -> plan.made().stream()).toList();
            return new Planned(decided.size(), entered(rank.apply(tasks)));
        }

        @Override
        public Optional<MadeTasks> runNow(
                UUID job, Function<DueJob, NewTask> decide, UnaryOperator<List<NewTask>> rank) {
            var task = due.stream()
                    .filter(one -> one.id().equals(job))
                    .findFirst()
                    .map(Table::locked)
                    .map(decide);
            return task.map(List::of).map(rank).map(this::entered);
        }

        private MadeTasks entered(List<NewTask> tasks) {
            made.addAll(tasks);
            return tasks.isEmpty()
                    ? new MadeTasks(List.of(), Map.of())
                    : new MadeTasks(tasks, Map.of(ID, new Entered.Queued(new Place(1, 1, ID))));
        }

        private static DueJob locked(Job job) {
            return new DueJob(job, NOON);
        }
    }
}
