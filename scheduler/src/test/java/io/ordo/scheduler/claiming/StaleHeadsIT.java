package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.arriving.Candidates;
import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a scheduler remembers of a queue may be wrong; what it gives is right. Nobody tells it anything here. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaleHeadsIT {
    private static final int MANY = 1_000;

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler here = TestScheduler.withoutLoops(database);
    private final TestScheduler elsewhere = TestScheduler.withoutLoops(database);

    @AfterAll
    void close() {
        here.close();
        elsewhere.close();
    }

    @Test
    void aTaskBehindManyThatAreGoneIsPopped() {
        var lane = lane("gone");
        push(lane, IntStream.range(0, MANY).map(_ -> 1));
        lane.popOne();
        assertThat(lane.at(elsewhere.client()).popped(MANY)).isEqualTo(MANY - 1);

        String last = lane.task("\"priority\": 5");

        assertThat(lane.popOne()).isEqualTo(last);
    }

    @Test
    void aTaskThatBecameLessUrgentElsewhereIsPassed() {
        var lane = lane("passed");
        push(lane, IntStream.of(1));
        String changed = lane.task("\"priority\": 2");
        String next = lane.task("\"priority\": 3");
        lane.popOne();
        elsewhere.client().send("PATCH", "/api/v1/tasks/" + changed, "{\"priority\": 5}");

        assertThat(lane.popOne()).isEqualTo(next);

        assertThat(lane.popOne()).isEqualTo(changed);
    }

    @Test
    void aTaskWhoseLastChangeWasToldFirstIsPoppedAllTheSame() {
        var lane = lane("told");
        push(lane, IntStream.of(1));
        String changed = lane.task("\"priority\": 4");
        String next = lane.task("\"priority\": 3");
        lane.popOne();
        elsewhere.client().send("PATCH", "/api/v1/tasks/" + changed, "{\"priority\": 2}");

        assertThat(lane.popped(2)).isEqualTo(2);

        assertThat(lane.status(changed)).isEqualTo(lane.status(next)).isEqualTo("dispatched");
    }

    @Test
    void whatOthersAreTakingIsPassedOverAndKept() {
        var lane = lane("passed-over");
        push(lane, IntStream.of(1, 2, 3));
        var candidates = here.bean(Candidates.class).after(lane.id(), null, 3);
        var first = new Pick(candidates.getFirst().task(), null, null, null);

        var sifted = here.bean(Database.class).together(() -> {
            assertThat(here.bean(Leases.class).take(List.of(first))).hasSize(1);
            return CompletableFuture.supplyAsync(
                            () -> elsewhere.bean(Leases.class).sift(candidates, 1))
                    .join();
        });

        assertThat(sifted.kept()).containsExactly(candidates.get(1));
        assertThat(sifted.others()).containsExactly(candidates.get(0), candidates.get(2));
    }

    @Test
    void popsThatLoseTasksToEachOtherNeverWaitInACircle() {
        var lane = lane("circles");
        var random = new Random(7);
        for (int round = 0; round < 20; round++) {
            push(lane, random.ints(200, 1, 6));
            forgetAll();
            lane.popOne();
            lane.at(elsewhere.client()).popOne();
            var popped = new ConcurrentLinkedQueue<Integer>();
            var racers = new ArrayList<Runnable>();
            for (var api : List.of(here.client(), elsewhere.client(), here.client(), elsewhere.client())) {
                racers.add(() -> {
                    for (int size = lane.at(api).popped(7);
                            size > 0;
                            size = lane.at(api).popped(7)) {
                        popped.add(size);
                    }
                });
            }

            Race.among(racers);

            assertThat(popped.stream().mapToInt(size -> size).sum()).isEqualTo(198);
        }
        assertThat(deadlocks()).isZero();
    }

    private Lane lane(String id) {
        return Lane.make(here.client(), id, "\"ranker\": \"priority\"");
    }

    private static void push(Lane lane, IntStream priorities) {
        var tasks = priorities.mapToObj(priority -> "{\"payload\": {}, \"priority\": " + priority + "}");
        assertThat(lane.push(tasks.collect(Collectors.joining(",", "[", "]"))).status())
                .isEqualTo(201);
    }

    private void forgetAll() {
        here.bean(Heads.class).forgetAll();
        elsewhere.bean(Heads.class).forgetAll();
    }

    private long deadlocks() {
        var database = here.bean(Database.class);
        database.query("SELECT pg_stat_force_next_flush()", Parameters.NONE, _ -> "");
        return database.queryOne(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
                        Parameters.NONE,
                        row -> row.getLong("deadlocks"))
                .orElseThrow();
    }
}
