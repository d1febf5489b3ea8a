package io.ordo.ranker.simulation;

import static io.ordo.ranker.simulation.Tasks.due;
import static io.ordo.ranker.simulation.Tasks.ofTenant;
import static io.ordo.ranker.simulation.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.simulation.RecordedTask.More;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a replay comes to, in numbers that can be checked by hand. */
class ReportTest {
    private static final WorkerPlan ONE_WORKER = WorkerPlan.always(1);

    @Test
    void waitsAreToldByClassAndTenant() {
        var tasks = new ArrayList<RecordedTask>();
        for (int i = 0; i < 100; i++) {
            tasks.add(task("a" + i, 0, 3, 1));
        }
        tasks.add(ofTenant("B", due(50, task("b", 0, 7, 1))));
        var report = replay("fifo", tasks).report();

        var normal = report.classes().get(3);
        assertThat(normal).isNotNull();
        assertThat(report.classes()).containsOnlyKeys(3, 5);
        assertThat(normal)
                .isEqualTo(new Waits(
                        100,
                        Duration.ofMillis(49_500),
                        Duration.ofSeconds(49),
                        Duration.ofSeconds(94),
                        Duration.ofSeconds(98),
                        Duration.ofSeconds(99),
                        0,
                        0));
        assertThat(report.tenants()).containsOnlyKeys("A", "B");
        assertThat(report.tenants().get("B")).isNotNull().satisfies(waits -> {
            assertThat(waits.all().max()).isEqualTo(Duration.ofSeconds(100));
            assertThat(waits.all().withDeadline()).isOne();
            assertThat(waits.all().missed()).isOne();
            assertThat(waits.classes()).containsOnlyKeys(5);
        });
        assertThat(report.all().tasks()).isEqualTo(101);
        assertThat(report.mostOvertaken()).isEmpty();
    }

    @Test
    void whoWasPassedMostIsNamed() {
        var tasks = List.of(
                task("block", 0, 3, 10),
                task("low", 1, 5, 1),
                task("u1", 2, 1, 1),
                task("n", 3, 3, 1),
                task("u2", 4, 1, 1));
        assertThat(replay("priority", tasks).report().mostOvertaken()).hasValueSatisfying(overtaken -> {
            assertThat(overtaken.task().id()).isEqualTo("low");
            assertThat(overtaken.by()).isEqualTo(3);
            assertThat(overtaken.latest()).isEqualTo(Duration.ofSeconds(3));
        });
    }

    @Test
    void fairnessIsOneWhenTenantsWithWorkWaitingGetTheirShares() {
        assertThat(replay("fair", waiting(1)).report().fairness()).isCloseTo(1, within(0.01));
        var load = new Workload(waiting(2), ONE_WORKER).with(Map.of("B", new TenantTerms(2, null)));
        assertThat(Simulator.replay(ranker("fair"), load).report().fairness()).isCloseTo(1, within(0.02));
    }

    /** A gets all, then B gets all: (1 + 0)² / (2 × (1² + 0²)). */
    @Test
    void fairnessIsHalfWhenOneOfTwoGetsAll() {
        assertThat(replay("fifo", waiting(1)).report().fairness()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void whereNobodyCompetesAllIsFair() {
        assertThat(replay("fifo", List.of(task("a", 0, 3, 1))).report().fairness())
                .isEqualTo(1);
    }

    @Test
    void calibrationTellsReplayFromReality() {
        var tasks = List.of(
                started(0, task("a", 0, 3, 10)), started(13, task("b", 0, 3, 10)), started(24, task("c", 0, 3, 10)));
        assertThat(Calibration.of(replay("fifo", tasks)))
                .contains(new Calibration(
                        3,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(13),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(24),
                        Duration.ofSeconds(20)));
        assertThat(Calibration.of(replay("fifo", List.of(task("a", 0, 3, 1))))).isEmpty();
    }

    /** 400 s of work of A and so many times that of B, all there from the beginning, those of A submitted first. */
    private static List<RecordedTask> waiting(int factor) {
        var tasks = new ArrayList<RecordedTask>();
        for (int i = 0; i < 400; i++) {
            tasks.add(expected(task("a" + i, 0, 3, 1)));
        }
        for (int i = 0; i < 400 * factor; i++) {
            tasks.add(expected(ofTenant("B", task("b" + i, 0, 3, 1))));
        }
        tasks.addFirst(expected(ofTenant("B", task("first", 0, 3, 1))));
        return tasks;
    }

    private static RecordedTask expected(RecordedTask task) {
        return task.knowing(More.expecting(task.duration(), null));
    }

    private static RecordedTask started(int at, RecordedTask task) {
        return task.knowing(new More(null, null, null, null, null, null, null, 0, Tasks.NOON.plusSeconds(at)));
    }

    private static Replay replay(String ranker, List<RecordedTask> tasks) {
        return Simulator.replay(ranker(ranker), new Workload(tasks, ONE_WORKER));
    }

    private static Ranker ranker(String name) {
        return Rankers.named(name).orElseThrow();
    }
}
