package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.PostgresQueues;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class KnownQueuesIT {
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:01Z");

    private static final Queue QUEUE = new Queue(
            "new",
            QueueSettings.DEFAULT,
            null,
            Instant.parse("2030-01-01T00:00:00Z"),
            Instant.parse("2030-01-01T00:00:00Z"),
            "a test");

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Database database = scheduler.bean(Database.class);
    private final SlowReader kept = new SlowReader(new PostgresQueues(database, scheduler.bean(RankerTexts.class)));
    private final List<String> changed = new ArrayList<>();
    private final KnownQueues queues = new KnownQueues(kept, database, changed::add);

    @AfterEach
    void remove() {
        queues.remove(QUEUE.id());
        changed.clear();
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aQueueIsKnownOnceItIsCommitted() {
        database.together(() -> {
            queues.add(QUEUE);
            assertThat(queues.find(QUEUE.id())).isPresent();
            assertThat(queues.known(QUEUE.id())).isEmpty();
            return true;
        });

        assertThat(queues.known(QUEUE.id())).contains(QUEUE);
    }

    @Test
    void aQueueThatIsTakenBackIsNeverKnown() {
        assertThatThrownBy(() -> database.together(() -> {
                    queues.add(QUEUE);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        queues.runOnce();
        assertThat(queues.known(QUEUE.id())).isEmpty();
        assertThat(changed).isEmpty();
    }

    @Test
    void aQueueThatIsMadeAgainAtOnceWasGone() {
        var gone = new ArrayList<String>();
        queues.whenGone(gone::add);
        queues.add(QUEUE);
        kept.remove(QUEUE.id());
        kept.add(new Queue(QUEUE.id(), QUEUE.settings(), null, LATER, LATER, "a test"));

        queues.runOnce();
        queues.runOnce();

        assertThat(gone).containsExactly(QUEUE.id());
    }

    @Test
    void whatAnEarlierReadSawIsNotKnownAfterALaterOne() throws Exception {
        var slow = kept.readSlowly(queues);

        queues.add(QUEUE);
        kept.goOn.countDown();
        slow.join();

        assertThat(queues.known(QUEUE.id())).contains(QUEUE);
    }

    /** The queues as they are kept, and a reader of them that dawdles once on its way back. */
    private static final class SlowReader implements Queues {
        private final Queues kept;
        private final ThreadLocal<Boolean> isSlow = ThreadLocal.withInitial(() -> false);
        private final CountDownLatch hasRead = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        SlowReader(Queues kept) {
            this.kept = kept;
        }

        /** A round that has read, and tells nobody before it may go on. */
        CompletableFuture<Void> readSlowly(KnownQueues queues) throws InterruptedException {
            var round = CompletableFuture.runAsync(() -> {
                isSlow.set(true);
                queues.runOnce();
            });
            hasRead.await();
            return round;
        }

        @Override
        public List<Queue> all() {
            var all = kept.all();
            if (isSlow.get()) {
                isSlow.remove();
                hasRead.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
            return all;
        }

        @Override
        public Optional<Queue> find(String id) {
            return kept.find(id);
        }

        @Override
        public boolean add(Queue queue) {
            return kept.add(queue);
        }

        @Override
        public Optional<Queue> change(String id, UnaryOperator<Queue> change) {
            return kept.change(id, change);
        }

        @Override
        public Removal remove(String id) {
            return kept.remove(id);
        }
    }
}
