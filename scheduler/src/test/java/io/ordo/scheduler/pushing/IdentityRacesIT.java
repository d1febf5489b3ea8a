package io.ordo.scheduler.pushing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.claiming.Pick;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Middle;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Of each identity a queue holds one, whoever comes back while another is pushed. The first in the queue keeps the
 * identity: a push that comes after meets it, a task that comes back after it is queued without.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityRacesIT {
    private static final int ROUNDS = 30;
    private static final Duration LEASE = Duration.ofSeconds(61);

    private static final String QUEUE = "races";

    private final Store store = Store.create();
    private final Middle middle = new Middle(store.database());

    @BeforeAll
    void makeQueue() {
        Lane.make(store.client(), QUEUE, "\"max_deaths\": 9");
    }

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void ofTwoThatAreReleasedTogetherOneKeepsTheIdentity() {
        var releases = List.of(Settlement.release(popOne()), Settlement.release(popOne()));

        var settled = store.exchange().alone(new Request(null, releases)).settled();

        assertThat(settled).allMatch(Settled.Moved.class::isInstance);
        assertThat(identities()).containsExactlyInAnyOrder("same", "none");
    }

    @Test
    void ofTwoThatAreReapedTogetherOneKeepsTheIdentity() {
        popOne();
        popOne();
        store.clock().advance(LEASE);

        store.reap();

        assertThat(identities()).containsExactlyInAnyOrder("same", "none");
    }

    @Test
    void ofTwoThatArePromotedTogetherOneKeepsTheIdentity() {
        var later = store.clock().now().plus(LEASE);
        push(later);
        push(later);
        store.clock().advance(LEASE);

        store.promote();

        assertThat(identities()).containsExactlyInAnyOrder("same", "none");
    }

    @Test
    void aPushMeetsTheTaskThatIsJustComingBack() {
        var held = popOne();

        var pushed = middle.of(() -> release(held), this::push);

        assertThat(pushed).isInstanceOf(Pushed.Twin.class);
        assertThat(identities()).containsExactly("same");
    }

    @Test
    void aTaskThatComesBackInTheMiddleOfAPushIsQueuedWithoutIdentity() {
        var held = popOne();

        var released = middle.of(this::push, () -> release(held));

        assertThat(released).isInstanceOf(Settled.Moved.class);
        assertThat(identities()).containsExactlyInAnyOrder("same", "none");
    }

    @Test
    void whoComesBackWhileOthersPushNeverFailsAnybody() {
        for (int round = 0; round < ROUNDS; round++) {
            var released = popOne();
            popOne();
            store.clock().advance(LEASE);
            store.leases().extend(List.of(released), null);
            Queue<Pushed> pushed = new ConcurrentLinkedQueue<>();

            Race.among(
                    List.of(() -> release(released), store::reap, () -> pushed.add(push()), () -> pushed.add(push())));

            assertThat(pushed).allMatch(one -> one instanceof Pushed.Made || one instanceof Pushed.Twin);
            assertThat(identities()).containsOnlyOnce("same");
            store.clear();
        }
    }

    /** A claim of both takes them in the order of their ids, and is half done. */
    @Test
    void aPushThatChangesSeveralTwinsHoldsNoneWhileItWaitsForOne() {
        Lane.make(store.client(), "changing", "\"allow_replace\": true");
        var first = new UUID(0, 1);
        var last = new UUID(0, 2);
        push("changing", aPush(first, "first"), aPush(last, "last"));

        var pushed = middle.of(
                () -> take(first),
                () -> push("changing", aPush(new UUID(0, 3), "last"), aPush(new UUID(0, 4), "first")),
                () -> take(last));

        assertThat(pushed).allMatch(Pushed.Made.class::isInstance);
    }

    private void take(UUID task) {
        assertThat(store.leases().take(List.of(new Pick(task, null, null, null))))
                .hasSize(1);
    }

    /** The lease of the one task that is pushed and popped now. */
    private LeaseKey popOne() {
        assertThat(push()).isInstanceOf(Pushed.Made.class);
        return store.pop(new Claim(QUEUE, 1, null, null, null))
                .getFirst()
                .lease()
                .key();
    }

    private Pushed push() {
        return push(null);
    }

    private Pushed push(@Nullable Instant notBefore) {
        return push(
                        QUEUE,
                        new Push(UUID.randomUUID(), true, Source.PUSH, work(QUEUE), "same", notBefore, null, Set.of()))
                .getFirst();
    }

    private List<Pushed> push(String queue, Push... pushes) {
        return store.bean(Pusher.class).push(store.queue(queue), List.of(pushes));
    }

    private static Push aPush(UUID id, String hash) {
        return new Push(id, false, Source.PUSH, work("changing"), hash, null, null, Set.of());
    }

    private static Work work(String queue) {
        return new Work(queue, null, 3, "{}", RetryPolicy.DEFAULT, Work.DEFAULT_TIMEOUT);
    }

    private Settled release(LeaseKey key) {
        return store.settle(key, Report.RELEASED);
    }

    /** Of the queued tasks. */
    private List<String> identities() {
        return store.database()
                .query(
                        "SELECT coalesce(hash, 'none') AS identity FROM ready",
                        Parameters.NONE,
                        row -> row.getString("identity"));
    }
}
