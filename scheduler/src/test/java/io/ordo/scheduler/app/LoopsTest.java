package io.ordo.scheduler.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopsTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final CountDownLatch running = new CountDownLatch(2);
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void roundsThatLastAreCutShortBeforeAnyIsWaitedFor() throws Exception {
        var wire = new CountDownLatch(1);
        var loops = new Loops(List.of(
                new Loop("reader", AT_ONCE, () -> lasts(wire)),
                new Loop("wire", AT_ONCE, () -> lasts(wire), wire::countDown)));
        running.await();

        loops.close();

        assertThat(ended).hasValue(2);
    }

    private boolean lasts(CountDownLatch until) {
        running.countDown();
        try {
            until.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        ended.incrementAndGet();
        return false;
    }
}
