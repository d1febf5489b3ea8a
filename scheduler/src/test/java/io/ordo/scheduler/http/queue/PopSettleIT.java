package io.ordo.scheduler.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.upkeep.Reaper;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pops that carry settlements, and the verbs of many leases at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopSettleIT {
    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final ManualClock clock = new ManualClock(scheduler.bean(Database.class));
    private final Client api = scheduler.client();
    private int lanes;

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aPopSettlesWhatTheWorkerFinishedAndGivesItTheNext() {
        var lane = lane();
        var first = lane.task("\"priority\": 1");
        var second = lane.task("");
        var popped = lane.pop("");

        var next = pop(lane, settlement(popped, 0, "succeeded", ", \"result\": {\"n\": 1}, \"log\": \"done\""));

        assertThat(next.at("settled.0.task_id")).isEqualTo(first);
        assertThat(next.at("settled.0.status")).isEqualTo(200);
        assertThat(next.at("settled.0.moved_to")).isEqualTo("completed");
        assertThat(next.at("results.0.id")).isEqualTo(second);
        assertThat(lane.status(first)).isEqualTo("completed");
        assertThat(api.get("/api/v1/runs/" + first).at("result.n")).isEqualTo(1);
    }

    @Test
    void aTaskReleasedByAPopIsPoppedAgainByTheSame() {
        var lane = lane();
        var task = lane.task("");

        var released = settlement(lane.pop(""), 0, "released", "");
        var again = api.post(lane.path("/pop?wait=30s"), "{\"settle\": [" + released + "]}");

        assertThat(again.at("settled.0.moved_to")).isEqualTo("queued");
        assertThat(again.at("results.0.id")).isEqualTo(task);
        assertThat(again.at("results.0.lease.attempt")).isEqualTo(2);
        assertThat(api.get("/api/v1/tasks/" + task).at("counted")).isEqualTo(0);
    }

    @Test
    void aStaleSettlementHindersNeitherTheOthersNorThePop() {
        var lane = lane();
        IntStream.range(0, 3).forEach(_ -> lane.task(""));
        var popped = lane.pop("limit=2");
        var stranger = "{\"task_id\": \"%s\", \"fence\": 1, \"outcome\": \"succeeded\"}".formatted(UUID.randomUUID());

        var next = pop(
                lane,
                settlement(popped, 0, "succeeded", ""),
                stranger,
                settlement(popped, 1, "failed", ", \"retryable\": false"));

        assertThat(statuses(next, "settled")).containsExactly("200", "409", "200");
        assertThat(next.at("settled.1.code")).isEqualTo("stale_fence");
        assertThat(next.size("results")).isOne();
    }

    @Test
    void whatIsSaidTwiceIsAnsweredTheSameTwice() {
        var lane = lane();
        lane.task("");
        var popped = lane.pop("");
        var said = settlement(popped, 0, "succeeded", "");

        var first = settle(said);
        var second = settle(said);
        var other = settle(settlement(popped, 0, "failed", ""));

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.at("results.0.status")).isEqualTo(409);
        assertThat(lane.status(popped.text("results.0.id"))).isEqualTo("completed");
    }

    @Test
    void ofSeveralSettlementsOfOneLeaseTheFirstCounts() {
        var lane = lane();
        lane.task("");
        var popped = lane.pop("");

        var settled = settle(
                settlement(popped, 0, "succeeded", ""),
                settlement(popped, 0, "succeeded", ""),
                settlement(popped, 0, "failed", ""));

        assertThat(statuses(settled, "results")).containsExactly("200", "200", "409");
        assertThat(lane.status(popped.text("results.0.id"))).isEqualTo("completed");
        assertThat(api.get("/api/v1/tasks/" + popped.text("results.0.id")).size("attempts"))
                .isOne();
    }

    @Test
    void whatIsSaidUnderALostLeaseIsKeptAndMovesNothing() {
        var lane = lane();
        var task = lane.task("");
        var lost = lane.pop("lease=5s");
        clock.advance(Duration.ofSeconds(6));
        scheduler.bean(Reaper.class).runOnce();
        var held = lane.pop("");

        var late = lane.settle(lost, "\"outcome\": \"succeeded\", \"result\": [1], \"log\": \"too late\"");

        assertThat(late.status()).isEqualTo(409);
        assertThat(lane.status(task)).isEqualTo("dispatched");
        var kept = api.get("/api/v1/tasks/" + task + "/late-results");
        assertThat(kept.at("items.0.fence")).isEqualTo(lost.at("results.0.lease.fence"));
        assertThat(kept.at("items.0.outcome")).isEqualTo("succeeded");
        assertThat(kept.at("items.0.result.0")).isEqualTo(1);
        assertThat(kept.at("items.0.log")).isEqualTo("too late");
        assertThat(api.get("/api/v1/tasks/" + task).at("late_results")).isEqualTo(1);
        assertThat(lane.settle(held, "\"outcome\": \"succeeded\"").at("status")).isEqualTo("completed");
    }

    @Test
    void whatIsSaidAgainAndAgainUnderALostLeaseIsKeptOnce() {
        var lane = lane();
        var task = lane.task("");
        var lost = lane.pop("lease=5s");
        clock.advance(Duration.ofSeconds(6));
        scheduler.bean(Reaper.class).runOnce();

        for (int again = 0; again < 3; again++) {
            lane.settle(lost, "\"outcome\": \"succeeded\", \"log\": \"said " + again + "\"");
        }
        settle(settlement(lost, 0, "failed", ""), settlement(lost, 0, "failed", ""));

        var kept = api.get("/api/v1/tasks/" + task + "/late-results");
        assertThat(kept.size("items")).isEqualTo(2);
        assertThat(kept.body()).contains("said 0", "\"outcome\":\"failed\"").doesNotContain("said 1");
    }

    @Test
    void manyLeasesAreStartedExtendedAndReleasedTogether() {
        var lane = lane();
        IntStream.range(0, 2).forEach(_ -> lane.task(""));
        var popped = lane.pop("limit=2");
        var keys = "[" + key(popped, 0) + ", " + key(popped, 1) + ", {\"task_id\": \"" + UUID.randomUUID()
                + "\", \"fence\": 3}]";

        var started = api.post("/api/v1/tasks/start", keys);
        var extended = api.post("/api/v1/leases/extend?lease=1h", keys);
        var released = api.post("/api/v1/tasks/release", keys);

        assertThat(statuses(started, "results")).containsExactly("200", "200", "409");
        assertThat(started.at("results.0.moved_to")).isEqualTo("running");
        assertThat(statuses(extended, "results")).containsExactly("200", "200", "409");
        assertThat(extended.at("results.0.expires_at"))
                .isEqualTo(clock.now().plus(Duration.ofHours(1)).toString());
        assertThat(statuses(released, "results")).containsExactly("200", "200", "409");
        assertThat(released.at("results.1.moved_to")).isEqualTo("queued");
        assertThat(lane.get().at("size")).isEqualTo(2);
    }

    @Test
    void aReleasedOutcomeIsARelease() {
        var lane = lane();
        var task = lane.task("");

        assertThat(lane.settle(lane.pop(""), "\"outcome\": \"released\"").at("status"))
                .isEqualTo("queued");

        assertThat(lane.popOne()).isEqualTo(task);
        assertThat(api.get("/api/v1/tasks/" + task).at("attempts.0.outcome")).isEqualTo("released");
    }

    @Test
    void aFailedTaskIsRetriedAsItsQueueSays() {
        var lane = Lane.make(
                api, "retried", "\"retry_policy\": {\"max_retries\": 1, \"retry_delay\": 30, \"backoff_factor\": 1}");
        var task = lane.task("");

        assertThat(lane.settle(lane.pop(""), "\"outcome\": \"failed\"").at("status"))
                .isEqualTo("pending");
        var waiting = api.get("/api/v1/tasks/" + task);
        assertThat(waiting.at("due_at")).isEqualTo(clock.now().plusSeconds(30).toString());
        clock.advance(Duration.ofSeconds(30));
        scheduler.bean(Promoter.class).runOnce();
        assertThat(lane.settle(lane.pop(""), "\"outcome\": \"failed\"").at("status"))
                .isEqualTo("failed");

        var failed = api.get("/api/v1/tasks/" + task);
        assertThat(failed.at("counted")).isEqualTo(2);
        assertThat(failed.at("reason")).isEqualTo("failed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            []                                                             | ''                | type
            5                                                              | ''                | type
            {"bogus": 1}                                                   | bogus             | unknown
            {"settle": {}}                                                 | settle            | type
            {"settle": [{}]}                                               | settle.0.fence    | required
            {"settle": [5]}                                                | settle.0          | type
            {"settle": [{"task_id": "x", "fence": 1, "outcome": "failed"}]}| settle.0.task_id  | format
            """)
    void aPopThatSaysNothingClearPopsNothing(String body, String field, String rule) {
        var lane = lane();
        lane.task("");

        var refused = api.post(lane.path("/pop"), body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(errors(refused)).contains(field + " " + rule);
        assertThat(lane.get().at("size")).isEqualTo(1);
    }

    @Test
    void everythingWrongWithManySettlementsIsSaidAtOnce() {
        var refused = settle(
                "{\"task_id\": \"x\", \"fence\": -1, \"outcome\": \"won\"}", "{\"exit_code\": 1.5}", "{\"bogus\": 1}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(errors(refused))
                .contains("0.task_id format", "0.fence range", "0.outcome choice", "1.exit_code type")
                .contains("1.task_id required", "2.bogus unknown", "2.outcome required");
        assertThat(api.post("/api/v1/tasks/settle", "[" + "{},".repeat(1_000) + "{}]")
                        .status())
                .isEqualTo(422);
    }

    private Lane lane() {
        lanes++;
        return Lane.make(api, "lane-" + lanes, "");
    }

    private static Answer pop(Lane lane, String... settlements) {
        return lane.api().post(lane.path("/pop"), "{\"settle\": [" + String.join(", ", settlements) + "]}");
    }

    private Answer settle(String... settlements) {
        return api.post("/api/v1/tasks/settle", "[" + String.join(", ", settlements) + "]");
    }

    private static String settlement(Answer popped, int index, String outcome, String more) {
        return key(popped, index).replace("}", ", \"outcome\": \"" + outcome + "\"" + more + "}");
    }

    private static String key(Answer popped, int index) {
        return "{\"task_id\": \"%s\", \"fence\": %s}"
                .formatted(popped.text("results." + index + ".id"), popped.text("results." + index + ".lease.fence"));
    }

    private static List<String> statuses(Answer answer, String list) {
        return IntStream.range(0, answer.size(list))
                .mapToObj(index -> answer.text(list + "." + index + ".status"))
                .toList();
    }

    private static List<String> errors(Answer refused) {
        return IntStream.range(0, refused.size("errors"))
                .mapToObj(index ->
                        refused.text("errors." + index + ".field") + " " + refused.text("errors." + index + ".rule"))
                .toList();
    }
}
