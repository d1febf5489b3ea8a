package io.ordo.scheduler.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void whoAsksGetsTheAnswer() {
        assertThat(new Probe(Duration.ofMinutes(1), () -> true).databaseAnswers())
                .isTrue();
    }

    @Test
    void whoAsksIsToldWhy() {
        var probe = new Probe(Duration.ofMinutes(1), () -> {
            throw new IllegalStateException("the database does not answer");
        });

        assertThatThrownBy(probe::databaseAnswers).hasMessage("the database does not answer");
    }

    @Test
    void nobodyWaitsForAnAnswerThatDoesNotComeAndNobodyAsksAgainMeanwhile() throws InterruptedException {
        var away = new CountDownLatch(1);
        var answered = new Semaphore(0);
        var probe = new Probe(Duration.ofMillis(1), () -> {
            questions.incrementAndGet();
            awaitUninterruptibly(away);
            answered.release();
            return true;
        });

        assertThatThrownBy(probe::databaseAnswers).hasMessageContaining("did not answer within");
        assertThatThrownBy(probe::databaseAnswers).hasMessageContaining("did not answer within");
        away.countDown();
        answered.acquire();

        assertThat(questions).hasValue(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
