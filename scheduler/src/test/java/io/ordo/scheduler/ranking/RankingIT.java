package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.postgres.admin.PostgresBooks;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class RankingIT {
    private final DatabaseAddress address = Servers.newDatabase();
    private final TestScheduler scheduler = TestScheduler.withoutLoops(address);
    private final ManualClock clock = new ManualClock(scheduler.bean(Database.class));
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void anUrgentTaskGoesFirstHoweverMuchItsTenantHasInLine() {
        var lane = lane("flooded", "balanced");
        IntStream.range(0, 50).forEach(_ -> push(lane, "a", 3));
        var urgent = push(lane, "a", 1);

        assertThat(lane.popOne()).isEqualTo(urgent);
    }

    @Test
    void whoFloodsTheQueueStandsBehindItsOwnFlood() {
        var lane = lane("fair", "balanced");
        IntStream.range(0, 50).forEach(_ -> push(lane, "a", 3));
        var other = push(lane, "b", 3);

        assertThat(Stream.generate(lane::popOne).limit(3)).contains(other);
    }

    @Test
    void whatARankIsMadeOfGoesWithTheTaskToItsEnd() {
        var lane = lane("kept", "balanced");
        push(lane, "a", 4);
        push(lane, "a", 4);
        var queued = ranked("ready", lane);
        var last = queued.getLast();
        assertThat(queued).hasSize(2);
        assertThat(last.ranker())
                .isEqualTo(RankerVersion.named("balanced").orElseThrow().id());
        assertThat(last.offsets()).containsExactly(600_000L, 0L, 1_500L);
        assertThat(last.level()).isEqualTo(4);
        assertThat(last.expected()).isEqualTo(Duration.ofSeconds(1));

        var popped = lane.pop("worker=w");
        assertThat(ranked("lease", lane)).containsExactly(queued.getFirst());

        api.post(
                "/api/v1/tasks/" + popped.text("results.0.id") + "/release",
                "{\"fence\": " + popped.text("results.0.lease.fence") + "}");
        assertThat(ranked("ready", lane)).isEqualTo(queued);

        lane.end("succeeded");
        lane.end("succeeded");
        assertThat(offsetsOfAttempts(lane)).contains("{600000,0,0}", "{600000,0,1500}");
    }

    @Test
    void theRankOfARetryIsMadeWhenItIsDueAgain() {
        var lane = Lane.make(api, "retried", "\"ranker\": \"balanced\", \"retry_policy\": {\"retry_delay\": 5}");
        push(lane, "a", 3);
        lane.settle(lane.pop(""), "\"outcome\": \"failed\", \"reason\": \"no_luck\"");
        assertThat(ranked("ready", lane)).isEmpty();

        clock.advance(Duration.ofSeconds(6));
        scheduler.bean(Promoter.class).runOnce();

        assertThat(ranked("ready", lane)).hasSize(1).first().satisfies(again -> {
            assertThat(again.offsets()).hasSize(3);
            assertThat(again.level()).isEqualTo(3);
        });
    }

    @Test
    void aTaskOfAnotherPriorityOwesWhatItsTenantHasInLineOfThatClass() {
        var lane = lane("changed", "balanced");
        push(lane, "a", 3);
        push(lane, "a", 4);
        var second = push(lane, "a", 3);
        assertThat(ranked("ready", lane).getLast().offsets()).containsExactly(120_000L, 0L, 1_500L);

        assertThat(api.send("PATCH", "/api/v1/tasks/" + second, "{\"priority\": 5}")
                        .status())
                .isEqualTo(200);

        assertThat(ranked("ready", lane).getLast()).satisfies(changed -> {
            assertThat(changed.offsets()).containsExactly(1_800_000L, 0L, 3_000L);
            assertThat(changed.level()).isEqualTo(5);
        });
        var changes = api.get("/api/v1/tasks/" + second + "/priority-changes");
        assertThat(changes.at("items.0.changed_by")).isEqualTo("admin");
        assertThat(changes.at("items.0.priority_before")).isEqualTo(3);
        assertThat(changes.at("items.0.priority")).isEqualTo(5);
    }

    @Test
    void whatIsQueuedIsRankedAgainWhenTheQueueHasAnotherRanker() {
        var lane = lane("switched", "aging");
        var low = push(lane, "a", 5);
        var high = push(lane, "b", 2);
        var ids = IntStream.range(0, 600).mapToObj(_ -> push(lane, "c", 3)).toList();

        assertThat(api.put(lane.path(""), "{\"ranker\": \"fifo\"}").status()).isEqualTo(200);
        var walk = scheduler.bean(RerankWalk.class);
        while (walk.runOnce()) {
            assertThat(ranked("ready", lane)).hasSize(602);
        }

        long fifo = RankerVersion.named("fifo").orElseThrow().id();
        assertThat(ranked("ready", lane)).extracting(Ranked::ranker).containsOnly(fifo);
        assertThat(Stream.generate(lane::popOne).limit(3)).containsExactly(low, high, ids.getFirst());

        clock.advance(Duration.ofSeconds(6));
        walk.runOnce();
        walk.runOnce();
        assertThat(rerankings(lane)).isEmpty();
    }

    @Test
    void anotherSchedulerKnowsWhatATenantOwes() {
        var lane = lane("shared", "fair");
        IntStream.range(0, 30).forEach(_ -> push(lane, "a", 3));
        scheduler.bean(Bookkeeper.class).runOnce();

        try (var other = TestScheduler.withoutLoops(address)) {
            var there = lane.at(other.client());
            push(there, "b", 3);
            other.bean(Bookkeeper.class).runOnce();
            push(there, "a", 3);
        }

        assertThat(ranked("ready", lane).getLast().offsets().getFirst()).isGreaterThan(29_000);
    }

    @Test
    void whoWaitedForABookSeesWhatWasQueuedMeanwhile() throws ExecutionException, InterruptedException {
        var lane = lane("awaited", "fair");
        var database = scheduler.bean(Database.class);
        var books = new PostgresBooks(database);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var isIdle = database.together(() -> {
                books.take(lane.id());
                var other = threads.submit(() -> database.together(() -> {
                    books.take(lane.id());
                    return books.isIdle(lane.id());
                }));
                await().until(() -> other.isDone() || isSomebodyWaiting());
                push(lane, "a", 3);
                return other;
            });

            assertThat(isIdle.get()).isFalse();
        }
    }

    private boolean isSomebodyWaiting() {
        return !scheduler
                .bean(Database.class)
                .query("SELECT pid FROM pg_locks WHERE NOT granted", Parameters.NONE, row -> row.getInt("pid"))
                .isEmpty();
    }

    @Test
    void whoHasNothingInLineOwesNothing() {
        var lane = lane("emptied", "fair");
        IntStream.range(0, 30).forEach(_ -> push(lane, "a", 3));
        var all = "\"filter\": {\"queue\": \"emptied\"}";
        api.post("/api/v1/tasks/bulk", "{\"action\": \"cancel\", " + all + "}");

        push(lane, "a", 3);

        assertThat(ranked("ready", lane).getLast().offsets()).containsExactly(0L);
    }

    private Lane lane(String id, String ranker) {
        return Lane.make(api, id, "\"ranker\": \"" + ranker + "\"");
    }

    private static String push(Lane lane, String tenant, int priority) {
        return lane.task("\"owner_id\": \"" + tenant + "\", \"priority\": " + priority);
    }

    private List<Ranked> ranked(String place, Lane lane) {
        return scheduler
                .bean(Database.class)
                .query(
                        "SELECT * FROM " + place + " WHERE queue = '" + lane.id() + "' ORDER BY seq",
                        Parameters.NONE,
                        RankedRows::ranked);
    }

    private List<String> offsetsOfAttempts(Lane lane) {
        return scheduler
                .bean(Database.class)
                .query(
                        "SELECT offsets FROM attempt JOIN task ON id = task_id WHERE queue = '" + lane.id() + "'",
                        Parameters.NONE,
                        row -> row.getString("offsets"));
    }

    private List<String> rerankings(Lane lane) {
        return scheduler
                .bean(Database.class)
                .query(
                        "SELECT queue FROM reranking WHERE queue = '" + lane.id() + "'",
                        Parameters.NONE,
                        row -> row.getString("queue"));
    }
}
