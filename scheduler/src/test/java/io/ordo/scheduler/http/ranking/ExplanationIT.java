package io.ordo.scheduler.http.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.foreseeing.Foresight;
import io.ordo.scheduler.pacing.Pacemaker;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.ranking.RerankWalk;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Why a task is still waiting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplanationIT {
    private static final String IN_RANK = "waiting_in_rank";

    private final DatabaseAddress address = Servers.newDatabase();
    private final TestScheduler scheduler = TestScheduler.withoutLoops(address);
    private final Database database = scheduler.bean(Database.class);
    private final ManualClock clock = new ManualClock(database);
    private final Client api = scheduler.client();
    private int lanes;

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aQueuedTaskIsToldWhoGoesFirstAndWhatItsRankIsMadeOf() {
        var lane = lane("\"ranker\": \"aging\"");
        IntStream.range(0, 3).forEach(_ -> lane.task("\"owner_id\": \"a\""));
        IntStream.range(0, 2).forEach(_ -> lane.task("\"owner_id\": \"b\", \"priority\": 1"));
        var task = lane.task("\"owner_id\": \"c\", \"priority\": 4");
        lane.task("\"owner_id\": \"d\", \"priority\": 5");

        var why = explain(task);

        assertThat(why.at("reason.code")).isEqualTo(IN_RANK);
        assertThat(why.at("position")).isEqualTo(6);
        assertThat(why.at("approximate")).isEqualTo(false);
        assertThat(why.at("ahead.by_class.1")).isEqualTo(2);
        assertThat(why.at("ahead.by_class.3")).isEqualTo(3);
        assertThat(why.at("ahead.total")).isEqualTo(5);
        assertThat(why.at("ahead.by_tenant.0.owner_id")).isEqualTo("a");
        assertThat(why.at("ahead.by_tenant.0.tasks")).isEqualTo(3);
        assertThat(why.at("ahead.older")).isEqualTo(5);
        assertThat(why.at("ranker.name")).isEqualTo("aging");
        assertThat(why.at("contributions.0.words")).isEqualTo("low priority");
        assertThat(why.at("rank")).isEqualTo(micros(arrival(why)) + sum(why) * 1_000);
        assertThat(why.at("overtaking_horizon"))
                .isEqualTo(arrival(why).plus(Duration.ofMinutes(10)).toString());
        assertThat(changes(why)).containsExactly("with priority 1: 3", "with priority 2: 3");
        assertThat(why.text("summary"))
                .startsWith("Waits in rank at position 6 of queue " + lane.id() + ": 5 tasks go first, 3 of tenant a"
                        + " and all of them older. Nobody can say when it will start, because");
    }

    @Test
    void debtsAndDeadlinesCanBeThoughtAway() {
        var lane = lane("\"ranker\": \"balanced\"");
        IntStream.range(0, 20).forEach(_ -> lane.task("\"owner_id\": \"flooder\""));
        var indebted = lane.task("\"owner_id\": \"flooder\"");
        var due = lane.task("\"owner_id\": \"other\", \"deadline\": \"%s\""
                .formatted(clock.now().plusSeconds(90)));
        lane.task("\"owner_id\": \"third\"");

        assertThat(changes(explain(indebted)))
                .anyMatch(change -> change.startsWith("without the debt of tenant flooder"));
        assertThat(explain(due).at("position")).isEqualTo(1);
        assertThat(changes(explain(due))).anyMatch(change -> change.startsWith("without its deadline"));
    }

    @Test
    void theAgeOfItsDataCountsHoweverItIsQueued() {
        var aged = "\"ranker\": {\"name\": \"aged\", \"factors\": [{\"factor\": \"data-age\"}]}";
        var lane = lane(aged);
        var dataAt = clock.now().minusSeconds(600);
        var unknown = lane.task("");
        var ahead = lane.task("\"data_at\": \"%s\"".formatted(clock.now().plus(Duration.ofDays(1))));
        var old = lane.task("\"data_at\": \"%s\"".formatted(dataAt));
        var later = lane.task("\"data_at\": \"%s\", \"not_before\": \"%s\""
                .formatted(dataAt, clock.now().plusSeconds(5)));
        clock.advance(Duration.ofSeconds(6));
        scheduler.bean(Promoter.class).runOnce();

        for (var task : List.of(old, later)) {
            assertThat(sum(explain(task)))
                    .isEqualTo(ChronoUnit.MILLIS.between(arrival(explain(task)), dataAt))
                    .isNegative();
        }
        assertThat(explain(old).text("contributions.0.words")).startsWith("its data was 600");
        assertThat(explain(unknown).at("contributions.0.words")).isEqualTo("age of the data unknown");
        assertThat(sum(explain(ahead))).isZero();
        assertThat(explain(old).at("position")).isEqualTo(1);

        var rank = explain(old).at("rank");
        api.put(lane.path(""), "{\"ranker\": \"fifo\"}");
        rankAgain();
        assertThat(explain(old).at("position")).isEqualTo(3);
        api.put(lane.path(""), "{" + aged + "}");
        rankAgain();
        assertThat(explain(old).at("rank")).isEqualTo(rank);
        assertThat(api.get("/api/v1/tasks/" + old).at("data_at")).isEqualTo(dataAt.toString());
    }

    @Test
    void theDataOfATaskThatIsDoneAgainIsAsOldAsItWas() {
        var lane = lane("");
        var dataAt = clock.now().minusSeconds(600);
        var task = lane.task("\"data_at\": \"%s\"".formatted(dataAt));
        lane.end("failed");

        var again = api.post("/api/v1/tasks/" + task + "/retry").text("id");

        assertThat(api.get("/api/v1/tasks/" + again).at("data_at")).isEqualTo(dataAt.toString());
    }

    @Test
    void whatIsNoTimeIsNoAge() {
        var refused = lane("").push("{\"payload\": {}, \"data_at\": \"yesterday\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo("data_at");
    }

    private void rankAgain() {
        var walk = scheduler.bean(RerankWalk.class);
        while (walk.runOnce()) {
            assertThat(walk).isNotNull();
        }
    }

    @Test
    void whatCannotBeFoundOutInTimeIsNotCalledASearch() {
        var task = lane("").task("");

        var refused = database.atomically(() -> {
            database.update("LOCK TABLE task IN ACCESS EXCLUSIVE MODE", Parameters.NONE);
            return api.get("/api/v1/tasks/" + task + "/explain");
        });

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.at("code")).isEqualTo("overloaded");
        assertThat(refused.text("detail"))
                .isEqualTo("Nothing was done: why the task waits could not be found out within a second, or too many"
                        + " asked. Try again in a second.");
    }

    @Test
    void strictPriorityHasNoHorizon() {
        var lane = lane("\"ranker\": \"priority\"");
        lane.task("\"priority\": 2");
        var task = lane.task("\"priority\": 3");

        var why = explain(task);

        assertThat(why.at("position")).isEqualTo(2);
        assertThat(why.at("overtaking_horizon")).isNull();
        assertThat(why.size("contributions")).isZero();
        assertThat(why.at("rank")).isEqualTo(3);
        assertThat(changes(why)).containsExactly("with priority 1: 1");
        assertThat(why.text("summary")).contains("by strict priority, more urgent tasks pass it whenever they come");
    }

    @Test
    void aPausedQueueIsTheReason() {
        var lane = lane("");
        var task = lane.task("");
        api.post(lane.path("/pause"), "{\"note\": \"new disks\"}");

        var why = explain(task);

        assertThat(why.at("reason.code")).isEqualTo("queue_paused");
        assertThat(why.at("reason.since")).isEqualTo(clock.now().toString());
        assertThat(why.at("reason.note")).isEqualTo("new disks");
        assertThat(why.at("estimated_start.median")).isNull();
        assertThat(why.at("estimated_start.based_on")).isEqualTo("its queue is paused");
    }

    @Test
    void limitsAreTheReason() {
        var full = lane("\"concurrency\": 1");
        var held = full.task("");
        var waits = full.task("");
        full.pop("worker=w1");
        var slow = lane("\"rate\": {\"per_second\": 0.5, \"burst\": 1}");
        slow.task("");
        slow.task("");
        var second = slow.task("");
        slow.pop("");

        var byConcurrency = explain(waits);
        var byRate = explain(second);

        assertThat(byConcurrency.at("reason.code")).isEqualTo("concurrency_full");
        assertThat(byConcurrency.at("reason.limit")).isEqualTo(1);
        assertThat(byConcurrency.at("reason.held_by.0.task_id")).isEqualTo(held);
        assertThat(byConcurrency.at("reason.held_by.0.worker")).isEqualTo("w1");
        assertThat(byRate.at("reason.code")).isEqualTo("rate_limited");
        assertThat(byRate.at("reason.until"))
                .isEqualTo(clock.now().plusSeconds(4).toString());
    }

    @Test
    void aQueueThatNobodyAsksIsTheReason() {
        var lane = Lane.make(api, "explained-" + ++lanes, "");
        var task = lane.task("");
        var never = explain(task);
        Lane.make(api, "explained-" + ++lanes, "");
        api.post(lane.path("/pause"));
        lane.pop("");
        api.post(lane.path("/resume"));
        var now = explain(task);
        var asked = clock.now();
        clock.advance(Duration.ofSeconds(95));
        var later = explain(task);

        assertThat(never.at("reason.code")).isEqualTo("no_worker");
        assertThat(never.at("reason.since")).isNull();
        assertThat(now.at("reason.code")).isEqualTo(IN_RANK);
        assertThat(later.at("reason.code")).isEqualTo("no_worker");
        assertThat(later.at("reason.since")).isEqualTo(asked.toString());
        assertThat(later.text("summary"))
                .startsWith("Nobody has asked queue " + lane.id() + " for tasks for 95 s. It stands at position 1.");
    }

    @Test
    void pendingTasksAreToldWhatTheyWaitFor() {
        var lane = lane("");
        var scheduled = lane.task("\"not_before\": \"2999-01-01T00:00:00Z\"");
        var other = lane.task("\"retry_policy\": {\"max_retries\": 1, \"retry_delay\": 60}");
        var after = lane.task("\"after\": [\"%s\"]".formatted(other));
        lane.settle(lane.pop(""), "\"outcome\": \"failed\"");
        var parked = UUID.randomUUID().toString();
        api.post("/api/v1/queues/report/push", """
                {"id": "%s", "owner_id": "o", "payload": {"organisation_id": "o", "report_recipe_id": "parked"}}
                """.formatted(parked));
        api.send("PATCH", "/tasks/" + parked, "{\"status\": \"pending\"}");

        assertThat(explain(scheduled).at("reason.code")).isEqualTo("scheduled_for");
        assertThat(explain(scheduled).at("reason.until")).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(explain(scheduled).at("rank")).isNull();
        assertThat(explain(other).at("reason.code")).isEqualTo("retry_after_backoff");
        assertThat(explain(other).at("reason.failures")).isEqualTo(1);
        assertThat(explain(other).at("reason.until"))
                .isEqualTo(clock.now().plusSeconds(60).toString());
        assertThat(explain(after).at("reason.code")).isEqualTo("waiting_for");
        assertThat(explain(after).at("reason.after.0")).isEqualTo(other);
        assertThat(explain(parked).at("reason.code")).isEqualTo("parked");
    }

    @Test
    void heldAndEndedTasksAreExplainedAsTheyWereRanked() {
        var lane = lane("\"ranker\": \"aging\"");
        var task = lane.task("\"priority\": 2, \"retry_policy\": {\"max_retries\": 0}");
        var queued = explain(task);
        var popped = lane.pop("worker=w1");
        var dispatched = explain(task);
        var fence = popped.text("results.0.lease.fence");
        api.post("/api/v1/tasks/" + task + "/start", "{\"fence\": " + fence + "}");
        var running = explain(task);
        lane.settle(popped, "\"outcome\": \"failed\", \"reason\": \"no_luck\"");
        var ended = explain(task);

        assertThat(dispatched.at("status")).isEqualTo("dispatched");
        assertThat(running.at("status")).isEqualTo("running");
        for (var held : List.of(dispatched, running)) {
            assertThat(held.at("reason.code")).isEqualTo("held");
            assertThat(held.at("reason.held_by.0.worker")).isEqualTo("w1");
            assertThat(held.at("reason.until")).isNotNull();
            assertThat(held.at("position")).isNull();
        }
        assertThat(ended.at("reason.code")).isEqualTo("ended");
        assertThat(ended.at("reason.note")).isEqualTo("no_luck");
        assertThat(ended.at("status")).isEqualTo("failed");
        for (var later : List.of(dispatched, running, ended)) {
            assertThat(later.at("rank")).isEqualTo(queued.at("rank"));
            assertThat(later.at("contributions")).isEqualTo(queued.at("contributions"));
            assertThat(later.at("overtaking_horizon")).isEqualTo(queued.at("overtaking_horizon"));
        }
    }

    @Test
    void aTaskThatEndedUnheldIsExplainedWithoutARank() {
        var task = lane("").task("");
        api.post("/api/v1/tasks/" + task + "/cancel");

        var why = explain(task);

        assertThat(why.at("reason.code")).isEqualTo("ended");
        assertThat(why.at("rank")).isNull();
        assertThat(why.text("summary")).startsWith("Was cancelled at");
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        for (var id : List.of(UUID.randomUUID().toString(), "no-such-id")) {
            var answer = api.get("/api/v1/tasks/" + id + "/explain");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("code")).isEqualTo("task_unknown");
        }
    }

    @Test
    void farBackPositionsAreEstimated() {
        var lane = lane("\"ranker\": \"aging\"");
        var task = lane.task("\"owner_id\": \"last\", \"priority\": 5");
        fill(lane, 30_000);

        var why = explain(task);

        assertThat(why.at("approximate")).isEqualTo(true);
        int position = Integer.parseInt(why.text("position"));
        assertThat(position).isBetween(15_000, 60_000);
        assertThat(why.at("ahead.total")).isEqualTo(position - 1);
        assertThat(why.at("ahead.by_tenant.0.owner_id")).isEqualTo("bulk");
        assertThat(changes(why)).contains("with priority 1: 1");
        assertThat(why.text("summary")).contains("at about position");
    }

    @Test
    void theStartIsEstimatedByPaceAndThenByExperience() {
        var lane = lane("\"ranker\": \"fifo\"");
        var pacemaker = scheduler.bean(Pacemaker.class);
        var foresight = scheduler.bean(Foresight.class);
        IntStream.range(0, 101).forEach(_ -> lane.task(""));
        lane.popped(1);
        pacemaker.runOnce();
        foresight.runOnce();
        clock.advance(Duration.ofSeconds(10));
        lane.popped(10);
        pacemaker.runOnce();
        var last = lane.task("");
        var byPace = explain(last);
        IntStream.range(0, 39).forEach(_ -> lane.task(""));
        foresight.runOnce();
        clock.advance(Duration.ofMinutes(2));
        lane.popped(140);
        foresight.runOnce();
        lane.task("");
        var byExperience = explain(lane.task(""));

        assertThat(byPace.at("position")).isEqualTo(91);
        assertThat(byPace.at("estimated_start.low")).isNull();
        assertThat(byPace.text("estimated_start.based_on")).contains("a second lately; there is no experience");
        assertThat(Duration.between(clock.now().minusSeconds(120), instant(byPace, "estimated_start.median")))
                .isBetween(Duration.ofSeconds(30), Duration.ofDays(1));
        assertThat(byExperience.at("estimated_start.low")).isNotNull();
        assertThat(byExperience.at("estimated_start.calibration.estimates")).isEqualTo(40);
        assertThat(byExperience.text("summary")).contains("It will probably start ");
    }

    @Test
    void everySchedulerKnowsThePaceOfAll() {
        var lane = lane("");
        IntStream.range(0, 10).forEach(_ -> lane.task(""));
        lane.popped(1);
        scheduler.bean(Pacemaker.class).runOnce();
        clock.advance(Duration.ofSeconds(1));
        lane.popped(4);
        scheduler.bean(Pacemaker.class).runOnce();
        var task = lane.task("");
        try (var second = TestScheduler.withoutLoops(address)) {
            second.bean(Pacemaker.class).runOnce();

            var why = second.client().get("/api/v1/tasks/" + task + "/explain");

            assertThat(why.at("estimated_start.median")).isNotNull();
            assertThat(why.at("reason.code")).isEqualTo(IN_RANK);
        }
    }

    /** A queue somebody asks for tasks. */
    private Lane lane(String settings) {
        var lane = Lane.make(api, "explained-" + ++lanes, settings);
        lane.pop("");
        return lane;
    }

    private Answer explain(String task) {
        var answer = api.get("/api/v1/tasks/" + task + "/explain");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private void fill(Lane lane, int tasks) {
        database.update("""
                INSERT INTO ready (task_id, queue, rank, seq, tenant, priority, arrived_at, ranker, offsets)
                SELECT gen_random_uuid(), ?, extract(epoch FROM app_now()) * 1000000 + number, nextval('task_seq'),
                       'bulk', 3, app_now(), 0, '{}'
                FROM generate_series(1, ?) AS number
                """, statement -> {
            statement.setString(1, lane.id());
            statement.setInt(2, tasks);
        });
    }

    private static Instant arrival(Answer why) {
        return instant(why, "arrived_at");
    }

    private static Instant instant(Answer why, String path) {
        return Instant.parse(why.text(path));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Of all contributions, in milliseconds. */
    private static long sum(Answer why) {
        return IntStream.range(0, why.size("contributions"))
                .mapToObj(i -> new BigDecimal(why.text("contributions." + i + ".seconds")))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointRight(3)
                .longValueExact();
    }

    private static List<String> changes(Answer why) {
        var changes = new ArrayList<String>();
        for (JsonNode one :
                Objects.requireNonNull(why.json().get("counterfactuals")).values()) {
            changes.add(text(one, "change") + ": " + text(one, "position"));
        }
        return changes;
    }

    private static Object text(JsonNode node, String field) {
        return Objects.requireNonNull(Objects.requireNonNull(node.get(field)).getValue());
    }
}
