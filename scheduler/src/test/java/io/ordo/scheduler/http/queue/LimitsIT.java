package io.ordo.scheduler.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Exchange;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Limits of queues are exact, however many ask at once and at however many schedulers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
    private static final int RACERS = 8;

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler one = TestScheduler.withoutLoops(database);
    private final TestScheduler other = TestScheduler.withoutLoops(database);
    private final ManualClock clock = new ManualClock(one.bean(Database.class));

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void noMoreAreUnderALeaseThanMayBe() {
        var lane = lane("concurrent", "\"concurrency\": 5", 100);

        assertThat(race(lane, 3)).isEqualTo(5);
        assertThat(race(lane, 3)).isZero();

        assertThat(lane.get().at("leased")).isEqualTo(5);
        assertThat(lane.get().at("size")).isEqualTo(95);
    }

    @Test
    void aSettledLeaseMakesRoomForTheNext() {
        var lane = lane("settling", "\"concurrency\": 1", 3);
        var popped = lane.pop("limit=3");
        assertThat(popped.size("results")).isOne();
        assertThat(lane.popped(1)).isZero();

        var next = one.client()
                .post(
                        lane.path("/pop"),
                        "{\"settle\": [{\"task_id\": \"%s\", \"fence\": %s, \"outcome\": \"succeeded\"}]}"
                                .formatted(popped.text("results.0.id"), popped.text("results.0.lease.fence")));

        assertThat(next.size("results")).isOne();
    }

    @Test
    void noMoreArePoppedThanTheRateAllows() {
        var lane = lane("rated", "\"rate\": {\"per_second\": 2, \"burst\": 4}", 100);
        assertThat(race(lane, 3)).isEqualTo(4);
        assertThat(race(lane, 3)).isZero();

        clock.advance(Duration.ofMillis(1_500));
        assertThat(race(lane, 3)).isEqualTo(3);

        clock.advance(Duration.ofHours(1));
        assertThat(race(lane, 3)).isEqualTo(4);
    }

    @Test
    void aSlowRateGathersUntilItIsOne() {
        var lane = lane("slow", "\"rate\": {\"per_second\": 0.5}", 10);
        assertThat(lane.popped(5)).isOne();
        clock.advance(Duration.ofSeconds(1));
        assertThat(lane.popped(5)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(lane.popped(5)).isOne();
    }

    @Test
    void bothLimitsHoldTogether() {
        var lane = lane("both", "\"concurrency\": 3, \"rate\": {\"per_second\": 1, \"burst\": 2}", 10);
        assertThat(race(lane, 2)).isEqualTo(2);
        clock.advance(Duration.ofSeconds(2));
        assertThat(race(lane, 2)).isEqualTo(1);
    }

    @Test
    void noTaskIsPoppedTwice() {
        var lane = lane("unlimited", "", 400);
        var ids = new ConcurrentLinkedQueue<String>();

        Race.among(both(lane, scheduler -> {
            for (var popped = scheduler.pop("limit=7"); ; popped = scheduler.pop("limit=7")) {
                int size = popped.size("results");
                for (int i = 0; i < size; i++) {
                    ids.add(popped.text("results." + i + ".id"));
                }
                if (size == 0) {
                    return;
                }
            }
        }));

        assertThat(ids).hasSize(400).doesNotHaveDuplicates();
    }

    /** Each asks for the limited queues in another order; whoever locks them in that order waits for the other. */
    @Test
    void popsOfSeveralLimitedQueuesNeverWaitForEachOtherInACircle() {
        lane("circle-a", "\"concurrency\": 1000", 200);
        lane("circle-b", "\"concurrency\": 1000", 200);

        Race.among(List.of(
                () -> popInTurns(one, "circle-a", "circle-b"), () -> popInTurns(other, "circle-b", "circle-a")));

        assertThat(one.client().get("/api/v1/queues/circle-a").at("leased")).isEqualTo(200);
        assertThat(one.client().get("/api/v1/queues/circle-b").at("leased")).isEqualTo(200);
    }

    @Test
    void aQueueResumedElsewhereIsServedAtOnce() {
        var here = lane("resumed", "", 3);
        var there = here.at(other.client());
        other.bean(KnownQueues.class).runOnce();
        assertThat(there.popped(1)).isOne();

        one.client().post(here.path("/pause"));
        assertThat(there.popped(2)).isZero(); // though this scheduler has not heard of the pause
        other.bean(KnownQueues.class).runOnce();
        one.client().post(here.path("/resume"));
        other.bean(KnownQueues.class).runOnce();

        assertThat(there.popped(2)).isEqualTo(2);
    }

    private static void popInTurns(TestScheduler scheduler, String first, String second) {
        var exchange = scheduler.bean(Exchange.class);
        for (int i = 0; i < 100; i++) {
            exchange.together(Stream.of(first, second)
                    .map(queue -> new Request(new Claim(queue, 1, null, null, null), List.of()))
                    .toList());
        }
    }

    private Lane lane(String id, String settings, int tasks) {
        var lane = Lane.make(one.client(), id, settings);
        lane.push("["
                + String.join(
                        ",",
                        Stream.generate(() -> "{\"payload\": {}}").limit(tasks).toList()) + "]");
        return lane;
    }

    /** How many tasks several get who ask at once, half of them at each scheduler. */
    private int race(Lane lane, int limit) {
        var popped = new AtomicInteger();
        Race.among(both(lane, scheduler -> popped.addAndGet(scheduler.popped(limit))));
        return popped.get();
    }

    private List<Runnable> both(Lane lane, Consumer<Lane> work) {
        var clients = List.of(one.client(), other.client());
        return IntStream.range(0, RACERS)
                .<Runnable>mapToObj(racer -> () -> work.accept(lane.at(clients.get(racer % 2))))
                .toList();
    }
}
