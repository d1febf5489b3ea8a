package io.ordo.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlotsTest {
    private final Slots slots = new Slots(3);

    @Test
    void takingAllLeavesNone() throws Exception {
        assertThat(slots.takeAll()).isEqualTo(3);
        assertThat(slots.free()).isZero();
        assertThat(slots.take()).isFalse();
    }

    @Test
    void whoWaitsGetsWhatIsGivenBack() throws Exception {
        slots.takeAll();
        FutureTask<Integer> waiting = new FutureTask<>(slots::takeAll);
        Thread.ofPlatform().daemon().start(waiting);

        slots.giveBack(2);

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void closingWakesWhoWaitsWithNothing() throws Exception {
        slots.takeAll();
        FutureTask<Integer> waiting = new FutureTask<>(slots::takeAll);
        Thread.ofPlatform().daemon().start(waiting);

        slots.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aClosedOneHandsOutNothingButTakesBack() throws Exception {
        assertThat(slots.take()).isTrue();
        slots.close();

        assertThat(slots.take()).isFalse();
        assertThat(slots.takeAll()).isZero();
        assertThat(slots.awaitAllFree(Duration.ZERO)).isFalse();
        slots.giveBack(1);
        assertThat(slots.awaitAllFree(Duration.ZERO)).isTrue();
    }
}
