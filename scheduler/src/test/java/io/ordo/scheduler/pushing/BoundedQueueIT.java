package io.ordo.scheduler.pushing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.PostgresQueues;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Queues with a bound so large that they are not counted at each push. The clock stands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundedQueueIT {
    private static final int MAXSIZE = Intake.COUNTED_EACH_TIME + 500;
    private static final Duration UNTIL_COUNTED_AGAIN = Duration.of(MAXSIZE, ChronoUnit.MICROS);
    private static final String TASK = "{\"payload\": {}}";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final ManualClock clock = new ManualClock(scheduler.bean(Database.class));
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void pushesNeverOverfillALargeQueueThoughItIsCountedNowAndThen() {
        var lane = lane("filled", MAXSIZE);

        var last = IntStream.range(0, 11).mapToObj(_ -> pushed(lane)).toList().getLast();

        assertThat(last.filter("201"::equals)).hasSize(500);
        assertThat(lane.get().at("size")).isEqualTo(MAXSIZE);
        assertThat(lane.push(TASK).status()).isEqualTo(429);
        assertThat(lane.push("{\"payload\": {}, \"priority\": 1}").status()).isEqualTo(201);
    }

    @Test
    void theRoomThatPopsMakeIsFoundAtTheNextCount() {
        var lane = lane("popped", MAXSIZE);
        IntStream.range(0, 11).forEach(_ -> pushed(lane));
        lane.popOne();
        assertThat(lane.push(TASK).status()).isEqualTo(429);

        clock.advance(UNTIL_COUNTED_AGAIN);

        assertThat(lane.push(TASK).status()).isEqualTo(201);
        assertThat(lane.push(TASK).status()).isEqualTo(429);
    }

    @Test
    void anotherBoundIsCountedAtOnce() {
        var lane = lane("changed", MAXSIZE);
        IntStream.range(0, 11).forEach(_ -> pushed(lane));

        api.put(lane.path(""), "{\"maxsize\": " + (MAXSIZE + 1) + "}");

        assertThat(lane.push(TASK).status()).isEqualTo(201);
        assertThat(lane.push(TASK).status()).isEqualTo(429);
    }

    @Test
    void aLargeQueueThatAnotherSchedulerRemovedIsUnknown() {
        var lane = lane("removed", MAXSIZE);

        new PostgresQueues(scheduler.bean(Database.class), scheduler.bean(RankerTexts.class)).remove(lane.id());

        assertThat(lane.push(TASK).status()).isEqualTo(404);
    }

    @Test
    void aQueueMayBeAsLargeAsTheLargestBound() {
        var lane = lane("largest", QueueSettings.LARGEST_MAXSIZE);

        assertThat(lane.push(TASK).status()).isEqualTo(201);
    }

    private Lane lane(String id, int maxsize) {
        return Lane.make(api, id, "\"maxsize\": " + maxsize);
    }

    /** Pushes a thousand tasks; what came of each. */
    private static Stream<String> pushed(Lane lane) {
        Answer answer = lane.push(
                "[" + String.join(",", Stream.generate(() -> TASK).limit(1_000).toList()) + "]");
        return IntStream.range(0, answer.size("results"))
                .mapToObj(index -> answer.text("results." + index + ".status"));
    }
}
