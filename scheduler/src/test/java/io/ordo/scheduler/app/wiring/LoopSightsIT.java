package io.ordo.scheduler.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.app.wiring.ForeseeingWiring.LoopSights;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.explaining.Explainer;
import io.ordo.scheduler.foreseeing.Lookout;
import io.ordo.scheduler.testing.Store;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops that look at queues, and those who ask questions. */
@Timeout(60)
class LoopSightsIT {
    private static final int MANY = 4;

    @Test
    void noQuestionWaitsForALoopThatLooks() {
        var over = new CountDownLatch(1);
        var looking = new CountDownLatch(MANY);
        try (var store = Store.create()) {
            var task = store.aQueuedTask();
            var lookout = store.bean(LoopSights.class).sights().lookout();
            for (int i = 0; i < MANY; i++) {
                Thread.startVirtualThread(() -> look(lookout, looking, over));
            }
            await(looking);

            assertThat(store.bean(Explainer.class).explain(task)).isPresent();
            over.countDown();
        }
    }

    private static void look(Lookout lookout, CountDownLatch looking, CountDownLatch over) {
        try {
            lookout.atOneMoment(() -> {
                looking.countDown();
                return await(over);
            });
        } catch (OverloadedException noRoom) {
            looking.countDown();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
