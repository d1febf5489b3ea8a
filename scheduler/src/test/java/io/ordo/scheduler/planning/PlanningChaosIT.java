package io.ordo.scheduler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.CatchUp.Mode;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.havoc.Decided;
import io.ordo.scheduler.testing.havoc.Havoc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedulers die while they plan, are away for a while, and live on databases whose clocks jump. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningChaosIT {
    private static final List<String> SCHEDULES = List.of("1s", "7s", "*/3 * * * * *");
    private static final int OF_EACH = 4;
    private static final int ROUNDS = 20;
    private static final int KILLS = 3;
    private static final Report SUCCEEDED = new Report(new Outcome.Succeeded(), null, null, null, null, null);
    private static final Duration AGE = Duration.ofMinutes(3);
    private static final Duration YEARS = Duration.ofDays(730);

    private final Servers.DatabaseAddress address = Servers.newDatabase();
    private final Store store = Store.on(address);

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 20_260_707})
    void everyPlannedTimeIsDecidedOnceWhoeverDiesMeanwhile(long seed) {
        var own = Servers.newDatabase();
        var random = new Random(seed);
        try (var one = Store.on(own);
                var other = TestScheduler.withoutLoops(own)) {
            var jobs = jobsOfAllKinds(one);
            var havoc = Havoc.on(own, one.database());
            BooleanSupplier here = one.planner()::runOnce;
            BooleanSupplier hereSoon = one.planner()::runRecent;
            BooleanSupplier there = other.bean(Planner.class)::runOnce;
            BooleanSupplier thereSoon = other.bean(Planner.class)::runRecent;
            var loops = List.of(hereSoon, hereSoon, here, thereSoon, thereSoon, there);
            for (int round = 0; round < ROUNDS; round++) {
                one.clock().advance(away(random));
                havoc.among(loops, KILLS);
                havoc.despite(here);
                work(one, havoc, random.nextInt(200));
            }

            var where = "seed " + seed;
            assertThat(havoc.deaths()).as(where).isPositive();
            assertThat(havoc.inDanger()).as(where).contains("timing", "occurrence", "task");
            jobs.forEach(job -> Decided.assertWhole(one, job, first(job), where));
            Decided.assertTasks(one.database(), where);
            Invariants.assertHold(one.database(), where);
            assertThat(jobs.stream()
                            .flatMap(job -> Decided.ledger(one, job).stream())
                            .map(noted -> noted.outcome() + " " + noted.reason())
                            .distinct())
                    .as("what became of planned times, %s", where)
                    .contains(
                            "RAN null",
                            "COALESCED null",
                            "SKIPPED MISSED",
                            "SKIPPED TOO_OLD",
                            "SKIPPED TOO_MANY",
                            "SKIPPED OVERLAP");
        }
    }

    @Test
    void whenTheClockJumpsBackWhatIsDecidedStaysSo() {
        var jobs = jobsOfAllKinds(store);
        for (var jump : List.of(10, -100, 30, -5, 200, -86_400, 1, 86_900)) {
            store.clock().advance(Duration.ofSeconds(jump));
            plan();
            jobs.forEach(job -> Decided.assertWhole(store, job, first(job), "after " + jump));
        }
        Decided.assertTasks(store.database(), "clock");
    }

    /** What a restored backup looks like to the planner: every job is due since the day it was made. */
    @Test
    void aBackupOfTwoYearsAgoFloodsNobody() {
        var jobs = EnumSet.allOf(Mode.class).stream()
                .flatMap(mode -> IntStream.range(0, 30)
                        .mapToObj(_ -> store.aJob(draft("1h", mode, Overlap.ALLOW, CatchUp.DEFAULT_AGE))))
                .toList();
        store.clock().advance(YEARS.plusMinutes(30));
        plan();
        for (var job : jobs) {
            var mode = job.draft().policies().catchUp().mode();
            var ledger = Decided.ledger(store, job);
            assertThat(ledger.getFirst())
                    .extracting(Occurrence::plannedAt, Occurrence::reason, Occurrence::count)
                    .containsExactly(first(job), Reason.TOO_OLD, Occurrence.LARGEST_COUNT);
            assertThat(store.tasks().countOfJob(job.id()))
                    .as("%s", mode)
                    .isEqualTo(
                            switch (mode) {
                                case SKIP -> 0;
                                case LAST -> 1;
                                case ALL -> 5;
                            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatBecomesOfThreeTimesWithoutASchedulerStandsInTheLedger(Mode mode) {
        var job = store.aJob(draft("0 * * * *", mode, Overlap.ALLOW, CatchUp.DEFAULT_AGE));
        store.clock().set(first(job).plus(Duration.ofHours(2)).plus(Duration.ofMinutes(5)));
        plan();
        var outcomes = Decided.ledger(store, job).stream()
                .map(noted -> noted.outcome() + " " + noted.reason() + " " + noted.count());
        assertThat(outcomes)
                .containsExactlyElementsOf(
                        switch (mode) {
                            case SKIP -> List.of("SKIPPED MISSED 3");
                            case LAST -> List.of("COALESCED null 2", "RAN null 1");
                            case ALL -> List.of("RAN null 1", "RAN null 1", "RAN null 1");
                        });
        Decided.assertWhole(store, job, first(job), mode.name());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 20_260_707})
    void pausesLeaveNoTimeOutHoweverFarAJobIsSpread(long seed) {
        var random = new Random(seed);
        var jobs = IntStream.range(0, 10).mapToObj(_ -> store.aJob(spread())).toList();
        for (int round = 0; round < 40; round++) {
            store.clock().advance(Duration.ofSeconds(random.nextInt(600)));
            for (var job : jobs) {
                if (random.nextBoolean()) {
                    store.roster().pause(job.id(), "tests", null);
                } else {
                    store.roster().resume(job.id());
                }
            }
            plan();
        }
        for (var job : jobs) {
            store.roster().resume(job.id());
            Decided.assertWhole(store, job, first(job), "seed " + seed);
        }
        Decided.assertTasks(store.database(), "seed " + seed);
    }

    private static JobDraft spread() {
        var draft = Store.draft("* * * * *");
        var policies = new Policies(null, null, Duration.ofMinutes(10), CatchUp.DEFAULT, Overlap.ALLOW);
        return new JobDraft(draft.name(), draft.schedule(), policies, draft.work(), null, JobStatus.ACTIVE);
    }

    private void plan() {
        boolean isMore = true;
        while (isMore) {
            isMore = store.planner().runOnce();
        }
    }

    private static List<Job> jobsOfAllKinds(Store store) {
        var jobs = new ArrayList<Job>();
        for (var mode : EnumSet.allOf(Mode.class)) {
            for (var overlap : EnumSet.allOf(Overlap.class)) {
                for (var schedule : SCHEDULES) {
                    IntStream.range(0, OF_EACH).forEach(_ -> jobs.add(store.aJob(draft(schedule, mode, overlap, AGE))));
                }
            }
        }
        return jobs;
    }

    private static JobDraft draft(String schedule, Mode mode, Overlap overlap, @Nullable Duration age) {
        var draft = Store.draft(schedule);
        var rules = new CatchUp(mode, 5, age, Duration.ZERO);
        var policies = new Policies(null, null, Duration.ZERO, rules, overlap);
        return new JobDraft(draft.name(), draft.schedule(), policies, draft.work(), null, JobStatus.ACTIVE);
    }

    /** How long no scheduler planned: on time, missed, or too old. */
    private static Duration away(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Duration.ofSeconds(90);
            case 1 -> Duration.ofMinutes(5);
            default -> Duration.ofSeconds(1 + random.nextInt(3));
        };
    }

    /** Some of what is queued is done. */
    private static void work(Store store, Havoc havoc, int most) {
        havoc.despite(() -> {
            store.forward();
            store.promote();
            return false;
        });
        var done = store.pop(most + 1).stream()
                .map(popped -> new Settlement(popped.lease().key(), SUCCEEDED))
                .toList();
        store.exchange().alone(new Request(null, done));
    }

    private static Instant first(Job job) {
        return Timetable.planned(job, Objects.requireNonNull(job.timing().next()));
    }
}
