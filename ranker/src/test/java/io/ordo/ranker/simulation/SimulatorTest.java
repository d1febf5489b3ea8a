package io.ordo.ranker.simulation;

import static io.ordo.ranker.simulation.Tasks.NOON;
import static io.ordo.ranker.simulation.Tasks.due;
import static io.ordo.ranker.simulation.Tasks.ofTenant;
import static io.ordo.ranker.simulation.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.ranker.simulation.RecordedTask.More;
import io.ordo.ranker.simulation.WorkerPlan.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Small queues whose course can be followed by hand. */
class SimulatorTest {
    private static final WorkerPlan ONE_WORKER = WorkerPlan.always(1);

    @Test
    void theBestRankedStartsWhenAWorkerIsFree() {
        var tasks = List.of(task("a", 0, 3, 10), task("b", 1, 3, 10), task("c", 2, 1, 10));
        assertThat(started(replay("fifo", tasks, ONE_WORKER))).containsExactly("a 0", "b 10", "c 20");
        assertThat(started(replay("priority", tasks, ONE_WORKER))).containsExactly("a 0", "c 10", "b 20");
        assertThat(started(replay("fifo", tasks, WorkerPlan.always(2)))).containsExactly("a 0", "b 1", "c 10");
    }

    @Test
    void ofEqualRankTheFirstSubmittedStarts() {
        var tasks = List.of(task("a", 0, 3, 1), task("b", 0, 3, 1), task("c", 0, 3, 1));
        assertThat(started(replay("fifo", tasks, ONE_WORKER))).containsExactly("a 0", "b 1", "c 2");
    }

    @Test
    void workersComeAndGo() {
        var tasks = List.of(task("a", 0, 3, 10), task("b", 0, 3, 10), task("c", 0, 3, 10), task("d", 0, 3, 10));
        var plan = new WorkerPlan(0, List.of(new Change(at(10), 1), new Change(at(5), 2)));
        assertThat(started(replay("fifo", tasks, plan))).containsExactly("a 5", "b 5", "c 15", "d 25");
    }

    @Test
    void whatNobodyWorksOnNeverStarts() {
        var replay = replay("fifo", List.of(task("a", 0, 3, 1)), WorkerPlan.always(0));
        assertThat(replay.start(0)).isEmpty();
        assertThat(replay.order()).isEmpty();
        assertThat(replay.report().all().tasks()).isOne();
    }

    @Test
    void aDeadlineMayEndTheWaiting() {
        var tasks = List.of(task("a", 0, 3, 10), due(5, task("b", 0, 3, 1)), task("c", 0, 3, 1));
        var lenient = replay("fifo", tasks, ONE_WORKER);
        assertThat(started(lenient)).containsExactly("a 0", "b 10", "c 11");
        assertThat(lenient.missed(1)).isTrue();

        var strict = new Workload(tasks, ONE_WORKER, Map.of(), true);
        var replay = Simulator.replay(ranker("fifo"), strict);
        assertThat(started(replay)).containsExactly("a 0", "c 10");
        assertThat(replay.missed(1)).isTrue();
        assertThat(replay.waited(1)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theSameWorkGivesTheSameReplay() {
        var load = new Workload(Tasks.any(new Random(7), 500), WorkerPlan.always(3));
        for (String name : Rankers.names()) {
            var one = Simulator.replay(ranker(name), load);
            var two = Simulator.replay(ranker(name), load);
            assertThat(started(one)).isEqualTo(started(two));
            assertThat(one.report()).isEqualTo(two.report());
        }
    }

    @Test
    void itLearnsHowLongJobsTake() {
        var tasks = new ArrayList<RecordedTask>();
        for (int i = 0; i < 20; i++) {
            tasks.add(ofJob("long", task("l" + i, i * 20, 3, 10)));
            tasks.add(ofJob("short", task("s" + i, i * 20 + 10, 3, 1)));
        }
        tasks.add(task("block", 500, 3, 10));
        tasks.add(ofJob("long", task("long", 501, 3, 10)));
        tasks.add(ofJob("short", task("short", 502, 3, 1)));
        assertThat(started(replay("shortest", tasks, ONE_WORKER))).endsWith("block 500", "short 510", "long 511");
    }

    @Test
    void urgencyBeyondTheBudgetWaitsLikeOthers() {
        var tasks = List.of(
                task("block", 0, 3, 10),
                ofTenant("B", task("b", 1, 3, 1)),
                task("first", 2, 1, 1),
                task("second", 3, 1, 1));
        var terms = Map.of("A", new TenantTerms(1, new UrgencyBudget(Duration.ofSeconds(1), Duration.ofHours(1))));
        var load = new Workload(tasks, ONE_WORKER);
        assertThat(started(Simulator.replay(ranker("aging"), load)))
                .containsExactly("block 0", "first 10", "second 11", "b 12");
        var replay = Simulator.replay(ranker("aging"), load.with(terms));
        assertThat(started(replay)).containsExactly("block 0", "first 10", "b 11", "second 12");
        assertThat(replay.explain(3).contributions().getFirst().words()).contains("A has spent its urgency budget");
    }

    @Test
    void aTenantThatFloodsWaitsForItself() {
        var tasks = new ArrayList<RecordedTask>();
        for (int i = 0; i < 10; i++) {
            tasks.add(task("a" + i, 0, 3, 1));
        }
        tasks.add(ofTenant("B", task("b", 1.5, 3, 1)));
        var replay = replay("fair", tasks, ONE_WORKER);
        assertThat(replay.waited(10)).isLessThan(Duration.ofSeconds(1));
        assertThat(replay.explain(9).contributions())
                .singleElement()
                .hasToString("+9 s: tenant A has other work in line");
    }

    @Test
    void theWatcherSeesHowFarItIsAndCanEndIt() {
        var load = new Workload(Tasks.any(new Random(7), 20_000), WorkerPlan.always(3));
        var seen = new ArrayList<Integer>();
        assertThat(Simulator.replay(ranker("fifo"), load, (done, total) -> {
                    seen.add(done);
                    assertThat(total).isEqualTo(20_000);
                    return true;
                }))
                .isPresent();
        assertThat(seen).isSorted().hasSize(4);
        assertThat(Simulator.replay(ranker("fifo"), load, (done, total) -> done < 10_000))
                .isEmpty();
    }

    private static RecordedTask ofJob(String job, RecordedTask task) {
        return task.knowing(new More(job, "any", null, null, null, null, null, 0, null));
    }

    private static Replay replay(String ranker, List<RecordedTask> tasks, WorkerPlan workers) {
        return Simulator.replay(ranker(ranker), new Workload(tasks, workers));
    }

    private static Ranker ranker(String name) {
        return Rankers.named(name).orElseThrow();
    }

    /** The tasks that started in that order, with the second after noon. */
    private static List<String> started(Replay replay) {
        return replay.order()
                .mapToObj(i -> replay.task(i).id() + " "
                        + Duration.between(NOON, replay.start(i).orElseThrow()).toSeconds())
                .toList();
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
