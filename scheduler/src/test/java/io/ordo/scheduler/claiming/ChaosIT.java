package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.ChildScheduler;
import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A scheduler dies, or loses its database or its clients, in the middle of traffic. Whatever somebody was told is true
 * and stays so; whatever nobody was told happened or did not.
 */
@Timeout(300)
class ChaosIT {
    private static final int THREADS = 8;
    private static final int STEPS = 150;
    private static final int OUTAGES = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGER_THAN_ANYTHING = Duration.ofHours(1);

    private final Servers.DatabaseAddress database = Servers.newDatabase();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_707})
    void nothingIsLostWhenASchedulerIsKilled(long seed) throws Exception {
        try (var survivor = TestScheduler.on(database);
                var victim = ChildScheduler.on(database)) {
            var clock = new ManualClock(survivor.bean(Database.class));
            var lane = Lane.make(survivor.client(), "traffic", "\"allow_priority_updates\": true");
            var traffic = new Traffic(List.of(survivor.client(), victim.client()), survivor.bean(Database.class));

            run(traffic, seed, () -> {
                await().atMost(PATIENCE).until(() -> traffic.steps() > THREADS * STEPS / 3);
                victim.kill();
            });

            finish(lane, clock, survivor.bean(Database.class));
            assertTold(traffic, survivor.bean(Database.class), seed);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 4_242)
    void nothingIsLostWhenConnectionsBreakOff(long seed) throws Exception {
        try (var wire = Wire.to(database);
                var one = TestScheduler.on(database);
                var shaken = TestScheduler.on(wire.near(database));
                var answers = Wire.to(shaken)) {
            var clock = new ManualClock(one.bean(Database.class));
            var lane = Lane.make(one.client(), "traffic", "\"allow_priority_updates\": true");
            var traffic = new Traffic(List.of(one.client(), answers.client()), one.bean(Database.class));

            run(traffic, seed, () -> {
                for (int outage = 1; outage <= OUTAGES; outage++) {
                    int steps = THREADS * STEPS * outage / (OUTAGES + 1);
                    await().atMost(PATIENCE).until(() -> traffic.steps() > steps);
                    var broken = outage % 2 == 0 ? wire : answers;
                    broken.cut();
                    broken.mend();
                }
            });

            finish(lane, clock, one.bean(Database.class));
            assertTold(traffic, one.bean(Database.class), seed);
        }
    }

    private static void run(Traffic traffic, long seed, Runnable havoc) {
        var works = new ArrayList<Runnable>();
        works.add(havoc);
        IntStream.range(0, THREADS)
                .forEach(thread -> works.add(() -> traffic.run(new Random(seed * THREADS + thread), STEPS)));
        Race.among(works);
    }

    /** Those who held tasks are gone, and all that is left is done, at a scheduler that lived. */
    private static void finish(Lane lane, ManualClock clock, Database database) {
        await().atMost(PATIENCE).until(() -> {
            clock.advance(LONGER_THAN_ANYTHING);
            settleAll(lane);
            return live(database) == 0;
        });
    }

    private static void settleAll(Lane lane) {
        for (var popped = lane.pop("limit=100"); popped.size("results") > 0; popped = lane.pop("limit=100")) {
            var answer = popped;
            var all = IntStream.range(0, popped.size("results"))
                    .mapToObj(i -> "{\"task_id\": \"%s\", \"fence\": %s, \"outcome\": \"succeeded\"}"
                            .formatted(
                                    answer.text("results." + i + ".id"), answer.text("results." + i + ".lease.fence")))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(lane.api().post("/api/v1/tasks/settle", all).status()).isEqualTo(200);
        }
    }

    private static void assertTold(Traffic traffic, Database database, long seed) {
        String where = "seed " + seed;
        var known = database.query("SELECT id FROM task", Parameters.NONE, row -> Columns.uuid(row, "id"));
        assertThat(known).as(where).containsAll(traffic.pushed());
        traffic.ended()
                .forEach((task, end) ->
                        assertThat(traffic.status(task)).as(where + ": " + task).isEqualTo(end));
        Invariants.assertHold(database, where);
    }

    private static int live(Database database) {
        return database.query("""
                        SELECT task_id FROM ready
                        UNION ALL
                        SELECT task_id FROM waiting
                        UNION ALL
                        SELECT task_id FROM lease
                        """, Parameters.NONE, row -> Columns.uuid(row, "task_id"))
                .size();
    }
}
