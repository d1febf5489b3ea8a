package io.ordo.scheduler.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.simulation.WorkerPlan;
import io.ordo.scheduler.lab.PastAttempt.Who;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void withoutAttemptsOneWorkerIsThere() {
        assertThat(Crew.of(List.of())).isEqualTo(WorkerPlan.always(1));
    }

    @Test
    void asManyAreThereAsHeldTasksAtOnce() {
        var plan = Crew.of(List.of(held(0, 30), held(10, 20), held(15, 40), held(35, 50)));

        assertThat(workersAt(plan, 0)).isEqualTo(3);
        assertThat(workersAt(plan, 49)).isEqualTo(3);
    }

    @Test
    void aHandoverIsNoSecondWorker() {
        var plan = Crew.of(List.of(held(0, 10), held(10, 20), held(20, 20), held(21, 30)));

        assertThat(workersAt(plan, 15)).isOne();
    }

    @Test
    void whoHasNoWorkIsThereForAMinute() {
        var plan = Crew.of(List.of(held(0, 10), held(5, 10), held(300, 310), held(600, 610)));

        assertThat(workersAt(plan, 60)).isEqualTo(2);
        assertThat(workersAt(plan, 100)).isZero();
        assertThat(workersAt(plan, 245)).isOne();
        assertThat(workersAt(plan, 450)).isZero();
        assertThat(workersAt(plan, 1_000)).isOne();
    }

    private static int workersAt(WorkerPlan plan, int second) {
        return plan.changes().stream()
                .filter(change -> !change.at().isAfter(NOON.plusSeconds(second)))
                .reduce((_, later) -> later)
                .orElseThrow()
                .workers();
    }

    private static PastAttempt held(int from, int to) {
        return new PastAttempt(
                new Who(new UUID(0, from), "a", 3, null, NOON, null),
                NOON,
                NOON.plusSeconds(from),
                NOON.plusSeconds(to),
                null,
                null,
                1,
                0,
                true);
    }
}
