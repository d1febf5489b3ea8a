package io.ordo.scheduler.limiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.arriving.TouchedLimits;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.ranking.RerankWalk;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.upkeep.Reaper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What comes through the gates of limits, one look after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmitterIT {
    private static final String QUEUE = "/api/v1/queues/default";
    private static final String HOOK = "{\"url\": \"http://hook.example/\"}";

    private final Store store = Store.create();
    private final Client client = store.client();

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void clear() {
        store.clear();
    }

    @Test
    void noMoreThanItsLimitIsHandedOutOfAKey() {
        push("a", 2, 3);
        push("a", 2, 3);
        push("a", 2, 3);

        assertThat(popAll()).hasSize(2);
    }

    @Test
    void whoIsBehindALimitKeepsNobodyElse() {
        var first = push("a", 1, 3);
        push("a", 1, 3);
        var other = push("b", 1, 3);
        var free = pushFree(3);

        assertThat(popAll()).containsExactly(first, other, free);
    }

    @Test
    void theNextOfAKeyGoesOnWhenOneHasEnded() {
        push("a", 1, 3);
        var second = push("a", 1, 3);
        var popped = pop();

        settle(popped, "succeeded");

        assertThat(popAll()).containsExactly(second);
    }

    @Test
    void theBestOfAKeyGoesFirstThoughItCameLast() {
        push("a", 1, 5);
        look();
        var urgent = push("a", 1, 1);

        assertThat(popAll()).containsExactly(urgent);
    }

    @Test
    void aBetterOneTakesNothingFromWhoHasRoom() {
        var plain = push("a", 2, 5);
        look();
        var urgent = push("a", 2, 1);

        assertThat(popAll()).containsExactly(urgent, plain);
    }

    @Test
    void whoWantsManyWaitsBehindWhoWantsToBeAlone() {
        push("a", 5, 3);
        var held = pop();
        var alone = push("a", 1, 2);
        var other = push("a", 5, 3);

        assertThat(popAll()).isEmpty();

        settle(held, "succeeded");
        assertThat(popAll()).containsExactly(alone, other);
    }

    @Test
    void whatIsReleasedStandsBehindTheGateAgain() {
        push("a", 1, 3);
        var popped = pop();
        settle(popped, "released");

        assertThat(gates()).containsExactly("~key:a");
        assertThat(popAll()).containsExactly(popped.id());
    }

    @Test
    void whatFailsMakesRoomAndComesBackBehindTheGate() {
        var first = push("a", 1, 3);
        var second = push("a", 1, 3);
        settle(pop(), "failed");

        assertThat(popAll()).containsExactly(second);
        store.clock().advance(Duration.ofMinutes(5));
        store.bean(Promoter.class).runOnce();
        assertThat(popAll()).isEmpty();
        assertThat(statusOf(first)).isEqualTo("queued");
    }

    @Test
    void whatIsLostMakesRoom() {
        push("a", 1, 3);
        pop();
        store.clock().advance(Duration.ofMinutes(5));
        store.bean(Reaper.class).runOnce();
        walk();

        assertThat(popAll()).hasSize(1);
    }

    @Test
    void whatIsCancelledMakesRoom() {
        push("a", 1, 3);
        var second = push("a", 1, 3);
        client.post("/api/v1/tasks/" + pop().id() + "/cancel");
        walk();

        assertThat(popAll()).containsExactly(second);
    }

    @Test
    void explainSaysWhichLimit() {
        push("customer-17", 1, 3);
        var second = push("customer-17", 1, 3);
        pop();

        var answer = client.get("/api/v1/tasks/" + second + "/explain");

        assertThat(answer.text("reason.code")).isEqualTo("key_full");
        assertThat(answer.text("reason.note")).isEqualTo("customer-17");
        assertThat(answer.at("reason.limit")).hasToString("1");
        assertThat(answer.text("summary"))
                .contains("No more than 1 task of the concurrency key customer-17 may be under way at once.");
    }

    @Test
    void aJobHandsItsKeyToItsTasks() {
        var job = client.post(
                "/api/v1/jobs",
                "{\"name\": \"j\", \"schedule_expr\": \"manual\", \"concurrency\": {\"key\": \"k\", \"max\": 3}}");
        client.post("/api/v1/jobs/" + job.text("id") + "/run");

        assertThat(job.text("concurrency.key")).isEqualTo("k");
        assertThat(gates()).containsExactly("~key:k");
        assertThat(client.get("/api/v1/tasks/" + popAll().getFirst()).at("concurrency.max"))
                .hasToString("3");
    }

    @Test
    void aConnectionBoundsWhatIsUnderWayByIt() {
        connect("narrow", "\"concurrency\": 2");
        dispatched("narrow", null);
        dispatched("narrow", null);
        dispatched("narrow", null);
        look();

        assertThat(gates()).containsExactly("~connection:narrow");
        assertThat(open()).isEqualTo(2);
    }

    @Test
    void aConnectionLetsThroughAsItsRateSays() {
        connect("slow", "\"rate\": {\"per_second\": 0.5, \"burst\": 2}");
        for (int i = 0; i < 5; i++) {
            dispatched("slow", null);
        }
        look();
        assertThat(open()).isEqualTo(2);

        takeAllOpen();
        store.clock().advance(Duration.ofSeconds(1));
        walk();
        assertThat(open()).isZero();

        store.clock().advance(Duration.ofSeconds(1));
        walk();
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void whatNobodyPopsSavesUpNothingForARush() {
        connect("quiet", "\"rate\": {\"per_second\": 10, \"burst\": 2}");
        for (int i = 0; i < 20; i++) {
            dispatched("quiet", null);
        }
        for (int i = 0; i < 5; i++) {
            store.clock().advance(Duration.ofSeconds(10));
            walk();
        }

        assertThat(open()).isEqualTo(2);
        takeAllOpen();
        walk();
        assertThat(open()).isZero();
    }

    @Test
    void aPausedQueueHoldsUpNobodyElsewhere() {
        client.post("/api/v1/queues", "{\"id\": \"idle\"}");
        var body = "{\"payload\": {}, \"concurrency\": {\"key\": \"shared\"}}";
        var standing = client.post("/api/v1/queues/idle/push", body).text("id");
        look();
        client.post("/api/v1/queues/idle/pause");
        var waiting = client.post("/api/v1/queues/idle/push", body).text("id");
        var elsewhere = push("shared", 1, 5);
        walk();

        var held = pop();
        assertThat(held.id()).isEqualTo(elsewhere);
        settle(held, "succeeded");
        client.post("/api/v1/queues/idle/resume");
        store.bean(KnownQueues.class).runOnce();
        walk();
        assertThat(client.post("/api/v1/queues/idle/pop?limit=5").text("results.0.id"))
                .isIn(standing, waiting);
        client.post("/api/v1/queues/idle/pause");
    }

    @Test
    void aTaskPassesItsKeyAndThenItsConnection() {
        connect("both", "\"concurrency\": 1");
        dispatched("both", "a");
        dispatched("both", "b");
        look();

        assertThat(open()).isEqualTo(1);
        assertThat(gates()).containsExactly("~connection:both");
    }

    @Test
    void whatIsBehindAGateIsRankedAgainByAnotherRanker() {
        client.post("/api/v1/queues", "{\"id\": \"reranked\", \"ranker\": \"balanced\"}");
        var task = "{\"payload\": {}, \"concurrency\": {\"key\": \"r\"}}";
        client.post("/api/v1/queues/reranked/push", "[" + String.join(",", task, task, task) + "]");
        look();

        client.put("/api/v1/queues/reranked", "{\"ranker\": \"priority\"}");
        var walk = store.bean(RerankWalk.class);
        for (int rounds = 0; rounds < 10; rounds++) {
            walk.runOnce();
            store.clock().advance(Duration.ofSeconds(1));
        }

        assertThat(store.database()
                        .query(
                                "SELECT DISTINCT version FROM ready JOIN ranker ON ranker.id = ready.ranker",
                                _ -> {},
                                row -> row.getString("version")))
                .singleElement()
                .asString()
                .startsWith("priority");
        assertThat(store.database().query("SELECT queue FROM reranking", _ -> {}, row -> row.getString("queue")))
                .isEmpty();
    }

    private String push(String key, int max, int priority) {
        return client.post(
                        QUEUE + "/push",
                        "{\"payload\": {}, \"priority\": %d, \"concurrency\": {\"key\": \"%s\", \"max\": %d}}"
                                .formatted(priority, key, max))
                .text("id");
    }

    private String pushFree(int priority) {
        return client.post(QUEUE + "/push", "{\"payload\": {}, \"priority\": %d}".formatted(priority))
                .text("id");
    }

    private void connect(String name, String limits) {
        var body = "{\"name\": \"%s\", \"type\": \"rest\", \"settings\": %s, %s}".formatted(name, HOOK, limits);
        assertThat(client.post("/api/v1/connections", body).status()).isEqualTo(201);
    }

    private void dispatched(String connection, @Nullable String key) {
        var limit = key == null ? "" : ", \"concurrency\": {\"key\": \"" + key + "\"}";
        var body = "{\"payload\": {}, \"target\": {\"type\": \"rest\", \"connection\": \"%s\"}%s}"
                .formatted(connection, limit);
        assertThat(client.post("/api/v1/queues/dispatch/push", body).status()).isEqualTo(201);
    }

    private Held pop() {
        look();
        var answer = client.post(QUEUE + "/pop");
        return new Held(answer.text("results.0.id"), Long.parseLong(answer.text("results.0.lease.fence")));
    }

    private List<String> popAll() {
        look();
        var answer = client.post(QUEUE + "/pop?limit=100");
        var ids = new ArrayList<String>();
        for (int i = 0; i < answer.size("results"); i++) {
            ids.add(answer.text("results." + i + ".id"));
        }
        return ids;
    }

    private void settle(Held held, String outcome) {
        var body = "{\"fence\": %d, \"outcome\": \"%s\"}".formatted(held.fence(), outcome);
        assertThat(client.post("/api/v1/tasks/" + held.id() + "/settle", body).status())
                .isEqualTo(200);
    }

    /** Looks at gates as long as anybody comes through. */
    private void look() {
        while (store.bean(Admitter.class).runOnce()) {
            // There is more.
        }
    }

    /** Looks at every gate, as after a while. */
    private void walk() {
        store.bean(TouchedLimits.class).touch(gates());
        look();
    }

    private List<String> gates() {
        return store.bean(Limits.class).crowded(null, 100);
    }

    private int open() {
        return store.database()
                .query("SELECT count(*) AS open FROM ready WHERE gate IS NULL", _ -> {}, row -> row.getInt("open"))
                .getFirst();
    }

    /** As if they were popped and settled. */
    private void takeAllOpen() {
        store.database().update("DELETE FROM ready WHERE gate IS NULL", _ -> {});
    }

    private String statusOf(String task) {
        return client.get("/api/v1/tasks/" + task).text("status");
    }

    private record Held(String id, long fence) {}
}
