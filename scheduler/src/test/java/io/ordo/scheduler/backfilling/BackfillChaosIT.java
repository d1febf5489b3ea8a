package io.ordo.scheduler.backfilling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.backfilling.Backfill.Order;
import io.ordo.scheduler.backfilling.Backfill.Status;
import io.ordo.scheduler.backfilling.Backfill.Window;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.havoc.Decided;
import io.ordo.scheduler.testing.havoc.Havoc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schedulers die in the middle of backfills, and of planning the same jobs. */
@Timeout(300)
class BackfillChaosIT {
    private static final int JOBS = 6;
    private static final int PAUSED_SECONDS = 200;
    private static final int BEFORE = 50;
    private static final int KILLS = 2;

    private final Servers.DatabaseAddress address = Servers.newDatabase();

    @Test
    void eachPlannedTimeGetsOneTaskWhoeverDiesMeanwhile() {
        try (var store = Store.on(address);
                var other = TestScheduler.withoutLoops(address)) {
            var made = store.clock().now();
            var jobs = jobs(store);
            var first = made.minusSeconds(BEFORE);
            var asked = jobs.stream()
                    .flatMap(job -> IntStream.range(0, 2).mapToObj(_ -> ask(store, job, first)))
                    .toList();

            var havoc = Havoc.on(address, store.database());
            var rounds = List.<BooleanSupplier>of(
                    store.bean(Backfiller.class)::runOnce,
                    other.bean(Backfiller.class)::runOnce,
                    other.bean(Planner.class)::runOnce);
            for (int second = 0; isOpen(store, asked); second++) {
                assertThat(second).as("seconds").isLessThan(100);
                store.clock().advance(Duration.ofSeconds(1));
                havoc.among(rounds, KILLS);
            }

            assertThat(havoc.deaths()).isPositive();
            assertThat(havoc.inDanger()).contains("backfill", "job", "occurrence", "task");
            assertThat(asked.stream().map(id -> find(store, id).status())).containsOnly(Status.DONE);
            jobs.forEach(job -> assertRan(store, job, first));
            Decided.assertTasks(store.database(), "backfill");
            Invariants.assertHold(store.database(), "backfill");
            assertThat(asked.stream()
                            .mapToInt(id -> find(store, id).progress().made())
                            .sum())
                    .as("the two backfills of a job share its times")
                    .isEqualTo(JOBS * (BEFORE + PAUSED_SECONDS));
        }
    }

    /** All were paused for a while; half of them are active again. */
    private static List<Job> jobs(Store store) {
        var jobs = IntStream.range(0, JOBS)
                .mapToObj(_ -> store.aJob("* * * * * *"))
                .toList();
        jobs.forEach(job -> store.roster().pause(job.id(), "tests", null));
        store.clock().advance(Duration.ofSeconds(PAUSED_SECONDS));
        jobs.stream().skip(JOBS / 2).forEach(job -> store.roster().resume(job.id()));
        return jobs;
    }

    private static UUID ask(Store store, Job job, Instant first) {
        var window = new Window(job.id(), first, store.clock().now());
        var order = new Order(window, false, 20, null, "tests");
        return store.bean(Surveyor.class)
                .ask(store.jobs().find(job.id()).orElseThrow(), order)
                .orElseThrow();
    }

    private static boolean isOpen(Store store, List<UUID> asked) {
        return asked.stream().anyMatch(id -> find(store, id).status().isOpen());
    }

    private static Backfill find(Store store, UUID id) {
        return store.bean(Backfills.class).find(id).orElseThrow();
    }

    /** Every time of the window ran, and nothing lies within anything else. */
    private static void assertRan(Store store, Job job, Instant first) {
        var ledger = Decided.ledger(store, job);
        assertThat(ledger.subList(0, BEFORE + PAUSED_SECONDS))
                .as("%s", job.id())
                .allSatisfy(noted -> assertThat(noted.outcome()).isEqualTo(Occurrence.Outcome.RAN));
        if (store.jobs().find(job.id()).orElseThrow().draft().status() == JobStatus.ACTIVE) {
            Decided.assertWhole(store, job, first, "backfill");
        }
    }
}
