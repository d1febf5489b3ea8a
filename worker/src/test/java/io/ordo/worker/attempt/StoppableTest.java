package io.ordo.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StoppableTest {
    private final Stoppable stoppable = new Stoppable();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void workThatIsNotStoppedReturns() throws Exception {
        assertThat(stoppable.during(() -> "done")).isEqualTo("done");
    }

    @Test
    void aStopInterruptsTheWorkAndTellsWhy() {
        assertThatExceptionOfType(Stopped.class)
                .isThrownBy(() -> stoppable.during(() -> {
                    stopFromAnotherThread(Stopped.Cause.TIMED_OUT);
                    never.await();
                    return "never";
                }))
                .satisfies(stopped -> assertThat(stopped.why()).isEqualTo(Stopped.Cause.TIMED_OUT));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theFirstCauseCounts() {
        assertThat(stoppable.stop(Stopped.Cause.LEASE_LOST)).isTrue();
        assertThat(stoppable.stop(Stopped.Cause.DRAINED)).isFalse();

        assertThatExceptionOfType(Stopped.class)
                .isThrownBy(() -> stoppable.during(() -> "never"))
                .satisfies(stopped -> assertThat(stopped.why()).isEqualTo(Stopped.Cause.LEASE_LOST));
    }

    @Test
    void workThatEndsInSpiteOfAStopCountsAndWhatFollowsIsLeftInPeace() throws Exception {
        String outcome = stoppable.during(() -> {
            stopFromAnotherThread(Stopped.Cause.DRAINED);
            return "done";
        });

        assertThat(outcome).isEqualTo("done");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aStopAfterTheEndReachesNobody() throws Exception {
        stoppable.during(() -> "done");

        assertThat(stoppable.stop(Stopped.Cause.LEASE_LOST)).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptFromElsewhereStaysOne() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> stoppable.during(() -> {
                    never.await();
                    return "never";
                }));
    }

    private void stopFromAnotherThread(Stopped.Cause cause) {
        Thread other = Thread.ofPlatform().start(() -> stoppable.stop(cause));
        while (other.isAlive()) {
            Thread.onSpinWait(); // joining would be interrupted itself
        }
    }
}
