package io.ordo.scheduler.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue that one scheduler removes while another still knows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemovedQueueIT {
    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler one = TestScheduler.withoutLoops(database);
    private final TestScheduler other = TestScheduler.withoutLoops(database);
    private final Client api = one.client();
    private int lanes;

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"payload\": {}}",
                "[{\"payload\": {}}, {\"payload\": {}}]",
                "{\"payload\": {}, \"hash\": \"h\"}",
                "{\"payload\": {}, \"not_before\": \"2999-01-01T00:00:00Z\"}",
                "{\"payload\": {}, \"id\": \"0198c1c2-7d3e-7000-8000-0000000000aa\"}"
            })
    void whatIsPushedToAQueueThatIsGoneIsNotTakenIn(String body) {
        var lane = lane("");
        assertThat(api.delete(lane.path("")).status()).isEqualTo(204);

        var plain = lane.at(other.client()).push(body);
        var keyed = lane.at(other.client().with("Idempotency-Key", lane.id())).push(body);

        assertThat(List.of(plain.status(), keyed.status())).containsOnly(404);
        assertThat(plain.at("code")).isEqualTo("queue_unknown");
        assertThat(homeless()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOpenKatPushesToAQueueThatIsGoneIsNotTakenIn(boolean makesSchedules) {
        var lane = lane("\"kat\": {\"item\": \"any\", \"makes_schedules\": " + makesSchedules + "}");
        api.delete(lane.path(""));

        var refused = other.client()
                .post("/schedulers/" + lane.id() + "/push", "{\"organisation\": \"o\", \"priority\": 1, \"data\": {}}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(404);
        assertThat(refused.text("detail")).contains("removed");
        assertThat(homeless()).isZero();
    }

    @Test
    void aJobIsNotMadeForAQueueThatIsGone() {
        var lane = lane("");
        api.delete(lane.path(""));

        var refused = other.client()
                .post("/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"1d\", \"queue\": \"" + lane.id() + "\"}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.at("code")).isEqualTo("queue_unknown");
    }

    @Test
    void aQueueThatIsGoneGivesNothing() {
        var lane = lane("\"concurrency\": 1");
        api.delete(lane.path(""));

        assertThat(lane.at(other.client()).popped(1)).isZero();
    }

    @Test
    void ofAPushAndARemovalAtOnceOneIsRefused() {
        for (int round = 0; round < 30; round++) {
            var lane = lane("");
            var removal = new AtomicInteger();
            var pushes = new ConcurrentLinkedQueue<Integer>();
            Runnable push = () ->
                    pushes.add(lane.at(other.client()).push("{\"payload\": {}}").status());

            Race.among(List.of(() -> removal.set(api.delete(lane.path("")).status()), push, push));

            assertThat(pushes).isSubsetOf(201, 404);
            assertThat(removal.get()).isIn(204, 409);
            assertThat(pushes.contains(201)).isNotEqualTo(removal.get() == 204);
            assertThat(homeless()).isZero();
        }
    }

    @Test
    void aQueueThatOnlyADeletedJobNamedCanBeRemoved() {
        var lane = lane("");
        var job = api.post(
                        "/api/v1/jobs",
                        "{\"name\": \"x\", \"schedule_expr\": \"1d\", \"queue\": \"" + lane.id() + "\"}")
                .text("id");
        assertThat(api.delete(lane.path("")).status()).isEqualTo(409);

        api.delete("/api/v1/jobs/" + job);

        assertThat(api.delete(lane.path("")).status()).isEqualTo(204);
    }

    /** Live tasks of queues there are none of. */
    private int homeless() {
        return one.bean(Database.class)
                .queryOne("""
                        SELECT count(*) AS tasks
                        FROM (
                            SELECT queue FROM ready
                            UNION ALL
                            SELECT queue FROM waiting
                            UNION ALL
                            SELECT queue FROM lease) AS place
                        WHERE queue NOT IN (SELECT id FROM queue)
                        """, Parameters.NONE, row -> row.getInt("tasks"))
                .orElseThrow();
    }

    /** A queue both schedulers know. */
    private Lane lane(String settings) {
        lanes++;
        var lane = Lane.make(api, "lane-" + lanes, settings);
        other.bean(KnownQueues.class).runOnce();
        return lane;
    }
}
