package io.ordo.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void theStepIsRepeated() throws Exception {
        CountDownLatch steps = new CountDownLatch(3);
        Loop loop = new Loop("test", () -> {
            steps.countDown();
            return Duration.ZERO;
        });

        loop.start();

        steps.await();
        loop.stop();
        assertThat(loop.join(PATIENCE)).isTrue();
    }

    @Test
    void stoppingEndsThePause() throws Exception {
        CountDownLatch stepped = new CountDownLatch(1);
        Loop loop = new Loop("test", () -> {
            stepped.countDown();
            return LONG;
        });
        loop.start();
        stepped.await();

        loop.stop();

        assertThat(loop.join(PATIENCE)).isTrue();
    }

    @Test
    void aDefectDoesNotEndTheLoop() throws Exception {
        CountDownLatch steps = new CountDownLatch(1);
        Loop loop = new Loop("test", () -> {
            steps.countDown();
            throw new IllegalStateException("a defect made by the test");
        });
        loop.start();
        steps.await();

        assertThat(loop.join(Duration.ofMillis(1))).isFalse();
        loop.stop();
        assertThat(loop.join(PATIENCE)).isTrue();
    }

    @Test
    void anErrorDoesNotEndTheLoop() throws Exception {
        CountDownLatch steps = new CountDownLatch(1);
        Loop loop = new Loop("test", () -> {
            steps.countDown();
            throw new OutOfMemoryError("made by the test");
        });
        loop.start();
        steps.await();

        assertThat(loop.join(Duration.ofMillis(50))).isFalse();
        loop.stop();
        assertThat(loop.join(PATIENCE)).isTrue();
    }

    @Test
    void aLoopThatNeverBeganIsOver() throws Exception {
        assertThat(new Loop("test", () -> LONG).join(PATIENCE)).isTrue();
    }
}
