package io.ordo.worker.attempt;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // such a clock may overflow
    private final Lease lease = new Lease(aTask().lease(2.5).build(), nanos::get);

    @Test
    void itIsOverAtTheEndOfWhatWasGranted() {
        pass(Duration.ofMillis(2_500).minusNanos(1));
        assertThat(lease.isOver()).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(lease.isOver()).isTrue();
    }

    @Test
    void anExtensionCountsFromTheMomentItWasAskedFor() {
        pass(Duration.ofSeconds(2));
        long asked = nanos.get();
        pass(Duration.ofSeconds(2));

        lease.extended(asked);

        assertThat(lease.isOver()).isFalse();
        pass(Duration.ofMillis(500));
        assertThat(lease.isOver()).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
