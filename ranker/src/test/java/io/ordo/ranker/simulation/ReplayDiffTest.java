package io.ordo.ranker.simulation;

import static io.ordo.ranker.simulation.Tasks.ofTenant;
import static io.ordo.ranker.simulation.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.simulation.ReplayDiff.Shift;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who would have waited longer, and why. */
class ReplayDiffTest {
    @Test
    void aFloodWaitsLongerAndSmallTenantsShorter() {
        var diff = between("aging", "balanced");
        assertThat(diff.winners().getFirst().task().id()).isEqualTo("small");
        assertThat(diff.winners().getFirst())
                .satisfies(shift -> assertThat(shift.after()).isLessThan(shift.before()));
        assertThat(diff.shorter()).isEqualTo(1);
        assertThat(diff.longer()).isEqualTo(19);
        assertThat(diff.losers()).hasSize(5).allSatisfy(shift -> {
            assertThat(shift.task().tenant()).isEqualTo("A");
            assertThat(shift.why())
                    .startsWith("stands ")
                    .contains(" later: debt +")
                    .endsWith("tenant A has other work in line");
        });
    }

    @Test
    void whoWinsWithoutMovingIsToldThatOthersMoved() {
        assertThat(between("aging", "balanced").winners())
                .extracting(Shift::why)
                .containsExactly("its own place is +0 s from where it was; others now stand behind it");
    }

    @Test
    void strictPriorityNeedsNoSums() {
        assertThat(between("fifo", "priority").losers())
                .extracting(Shift::why)
                .containsOnly("strictly by priority 3: everything more urgent goes first");
        assertThat(between("priority", "balanced").winners())
                .extracting(Shift::why)
                .containsExactly("stands +120 s from its arrival, whatever else comes: +120 s: normal priority");
    }

    @Test
    void replaysOfDifferentWorkAreNotCompared() {
        var one = Simulator.replay(
                Rankers.named("fifo").orElseThrow(), new Workload(List.of(task("a", 0, 3, 1)), WorkerPlan.always(1)));
        assertThatThrownBy(() -> ReplayDiff.between(one, replay("fifo"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ReplayDiff between(String before, String after) {
        return ReplayDiff.between(replay(before), replay(after), 5);
    }

    /** Twenty of A at once, one of B after them, and one that is urgent when all are waiting. */
    private static Replay replay(String ranker) {
        var tasks = new ArrayList<RecordedTask>();
        for (int i = 0; i < 20; i++) {
            tasks.add(task("flood" + i, 0, 3, 10));
        }
        tasks.add(ofTenant("B", task("small", 1, 3, 10)));
        tasks.add(ofTenant("C", task("urgent", 95, 1, 10)));
        return Simulator.replay(Rankers.named(ranker).orElseThrow(), new Workload(tasks, WorkerPlan.always(1)));
    }
}
