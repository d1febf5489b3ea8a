package io.ordo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StartedPartsTest {
    private final List<String> events = new ArrayList<>();
    private final StartedParts parts = new StartedParts();

    @Test
    void theLastStartedStopsFirst() throws Exception {
        parts.start(() -> part("database"));
        parts.start(() -> part("scheduler"));
        parts.start(() -> part("worker"));

        parts.close();

        assertThat(events).containsExactly("worker stopped", "scheduler stopped", "database stopped");
    }

    @Test
    void onePartThatFailsToStopKeepsNoOther() throws Exception {
        parts.start(() -> part("database"));
        parts.start(() -> (AutoCloseable) () -> {
            throw new IllegalStateException("stuck, as this test wants");
        });

        parts.close();

        assertThat(events).containsExactly("database stopped");
    }

    @Test
    void nothingStartsAfterTheStop() {
        parts.close();

        assertThatThrownBy(() -> parts.start(() -> part("late"))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aStopWaitsForThePartThatIsStarting() throws Exception {
        var starting = new CountDownLatch(1);
        var mayStart = new CountDownLatch(1);
        Thread starter = Thread.ofVirtual().start(() -> startSlowly(starting, mayStart));
        starting.await();
        Thread stopper = Thread.ofPlatform().start(parts::close);
        while (stopper.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }

        mayStart.countDown();
        starter.join();
        stopper.join();

        assertThat(events).containsExactly("started", "slow stopped");
    }

    private void startSlowly(CountDownLatch starting, CountDownLatch mayStart) {
        try {
            parts.start(() -> {
                starting.countDown();
                mayStart.await();
                events.add("started");
                return part("slow");
            });
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private AutoCloseable part(String name) {
        return () -> events.add(name + " stopped");
    }
}
