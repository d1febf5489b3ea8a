package io.ordo.scheduler.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that wait for others, however those end and wherever that happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrerequisitesIT {
    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler one = TestScheduler.withoutLoops(database);
    private final TestScheduler other = TestScheduler.withoutLoops(database);
    private final ManualClock clock = new ManualClock(one.bean(Database.class));
    private final Client api = one.client();
    private int lanes;

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void aTaskWaitsUntilAllOthersHaveCompleted() {
        var lane = lane();
        var first = lane.task("");
        var second = lane.task("");
        var pushed = push(lane, first, second);
        var task = pushed.text("id");
        assertThat(pushed.at("status")).isEqualTo("pending");
        assertThat(shown(task).at("due_at")).isNull();
        assertThat(shown(task).body()).contains(first, second);

        lane.end("succeeded");
        forward();
        assertThat(lane.status(task)).isEqualTo("pending");
        lane.end("succeeded");
        forward();

        assertThat(lane.popOne()).isEqualTo(task);
        assertThat(shown(task).body()).contains(first, second);
    }

    @Test
    void whatIsSettledHereIsHeardOfWithoutAWalk() {
        var lane = lane();
        var task = push(lane, lane.task("")).text("id");
        one.bean(Forwarder.class).walk();

        lane.end("succeeded");
        one.bean(Forwarder.class).runOnce();
        one.bean(Promoter.class).runOnce();

        assertThat(lane.popOne()).isEqualTo(task);
    }

    @Test
    void whoeverComesAfterTheEndWaitsForNothing() {
        var lane = lane();
        var done = lane.task("");
        lane.end("succeeded");

        var task = push(lane, done).text("id");
        forward();

        assertThat(lane.popOne()).isEqualTo(task);
    }

    @Test
    void aTaskArrivesWhenNothingHoldsItBackAnyMore() {
        var lane = lane();
        var first = lane.task("");
        var task = push(lane, first).text("id");
        clock.advance(Duration.ofMinutes(30));
        var meanwhile = lane.task("");
        clock.advance(Duration.ofMinutes(30));

        lane.end("succeeded");
        forward();

        assertThat(List.of(lane.popOne(), lane.popOne())).containsExactly(meanwhile, task);
    }

    @Test
    void aTaskThatMayNotBePoppedYetGoesOnWaitingForItsTime() {
        var lane = lane();
        var due = clock.now().plusSeconds(60);
        var first = lane.task("");
        var task = lane.task("\"after\": [\"" + first + "\"], \"not_before\": \"" + due + "\"");

        lane.end("succeeded");
        forward();
        assertThat(shown(task).at("due_at")).isEqualTo(due.toString());
        assertThat(lane.popped(1)).isZero();

        clock.advance(Duration.ofMinutes(1));
        forward();
        assertThat(lane.popOne()).isEqualTo(task);
    }

    @Test
    void aTaskWhosePrerequisiteFailedFailsAndSoDownTheChain() {
        var lane = lane();
        var first = lane.task("");
        var unending = lane.task("\"not_before\": \"2999-01-01T00:00:00Z\"");
        var second = push(lane, first, unending).text("id");
        var third = push(lane, second).text("id");
        var fourth = push(lane, third).text("id");

        lane.end("failed");
        forward();

        assertThat(Stream.of(second, third, fourth).map(lane::status)).containsOnly("failed");
        assertThat(shown(fourth).at("reason")).isEqualTo("after_failed");
        assertThat(shown(fourth).at("counted")).isEqualTo(0);
        assertThat(api.get("/api/v1/dead-letters?queue=" + lane.id()).size("items"))
                .isEqualTo(4);
    }

    @Test
    void aTaskWhosePrerequisiteWasCancelledFails() {
        var lane = lane();
        var first = lane.task("");
        var task = push(lane, first).text("id");

        api.post("/api/v1/tasks/" + first + "/cancel");
        forward();

        assertThat(lane.status(task)).isEqualTo("failed");
    }

    /** Whoever calls a task off, it is one and the same verb. */
    @ParameterizedTest
    @ValueSource(strings = {"cancel", "bulk", "clear", "patch", "switch", "job"})
    void aCancelIsHeardOfHoweverItIsAskedForAndWithoutAWalk(String way) {
        lanes++;
        boolean isOfJob = way.equals("job");
        var lane = Lane.make(api, "lane-" + lanes, isOfJob ? "" : "\"kat\": {\"item\": \"any\"}");
        var job = isOfJob ? aJob(lane) : "";
        var first =
                isOfJob ? api.post("/api/v1/jobs/" + job + "/run").text("run_id") : lane.task("\"owner_id\": \"o\"");
        var task = push(lane, first).text("id");
        one.bean(Forwarder.class).walk();

        var answer = switch (way) {
            case "cancel" -> api.post("/api/v1/tasks/" + first + "/cancel");
            case "bulk" ->
                api.post(
                        "/api/v1/tasks/bulk",
                        "{\"action\": \"cancel\", \"filter\": {\"queue\": \"" + lane.id()
                                + "\", \"status\": \"queued\"}}");
            case "clear" -> api.post(lane.path("/clear"));
            case "patch" -> api.send("PATCH", "/tasks/" + first, "{\"status\": \"cancelled\"}");
            case "switch" -> api.send("PATCH", "/schedulers/" + lane.id(), "{\"enabled\": false}");
            default -> api.delete("/api/v1/jobs/" + job);
        };
        one.bean(Forwarder.class).runOnce();

        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
        assertThat(lane.status(first)).isEqualTo("cancelled");
        assertThat(lane.status(task)).isEqualTo(way.equals("clear") ? "cancelled" : "failed");
    }

    @Test
    void aTaskThatFailedOnceAndIsTriedAgainIsStillWaitedFor() {
        var lane = lane();
        lane.task("");
        var popped = lane.pop("");
        var task = push(lane, popped.text("results.0.id")).text("id");

        lane.settle(popped, "\"outcome\": \"failed\"");
        forward();

        assertThat(lane.status(task)).isEqualTo("pending");
    }

    @Test
    void aWaitingTaskCanBeCancelledAndMayMissItsDeadline() {
        var lane = lane();
        var first = lane.task("");
        var cancelled = push(lane, first).text("id");
        var late = lane.task(
                "\"after\": [\"" + first + "\"], \"deadline\": \"" + clock.now().plusSeconds(9) + "\"");

        api.post("/api/v1/tasks/" + cancelled + "/cancel");
        clock.advance(Duration.ofSeconds(10));
        one.bean(Expirer.class).runOnce();
        lane.end("succeeded");
        forward();

        assertThat(lane.status(cancelled)).isEqualTo("cancelled");
        assertThat(shown(late).at("reason")).isEqualTo("deadline_passed");
        assertThat(lane.popped(1)).isZero();
    }

    @Test
    void onlyATaskThatExistsCanBeWaitedForAndAHundredAtMost() {
        var lane = lane();
        var nobody = UUID.randomUUID();

        var refused = push(lane, nobody.toString());
        var tooMany = push(
                lane,
                Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toArray(String[]::new));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("code")).isEqualTo("after_unknown");
        assertThat(refused.text("errors.0.message")).contains(nobody.toString());
        assertThat(tooMany.at("errors.0.field")).isEqualTo("after");
        assertThat(lane.get().at("pending")).isEqualTo(0);
    }

    /** Two schedulers see the last two prerequisites of a task end at once: one of them must let it go on. */
    @Test
    void aRaceOfTheLastEndsLeavesNobodyWaiting() {
        var lane = lane();
        for (int round = 0; round < 20; round++) {
            lane.task("");
            lane.task("");
            var popped = lane.pop("limit=2");
            var task = push(lane, popped.text("results.0.id"), popped.text("results.1.id"))
                    .text("id");
            one.bean(Forwarder.class).walk();
            other.bean(Forwarder.class).walk();

            Race.among(List.of(
                    () -> endAndForward(one, popped, 0),
                    () -> endAndForward(other, popped, 1),
                    () -> push(lane, popped.text("results.0.id"))));
            forward();

            assertThat(Stream.of(lane.popOne(), lane.popOne())).contains(task);
        }
    }

    @Test
    void aThousandWaitForOne() {
        var lane = lane();
        var first = lane.task("");
        var task = "{\"payload\": {}, \"after\": [\"" + first + "\"]}";
        lane.push(IntStream.range(0, 1_000).mapToObj(_ -> task).collect(Collectors.joining(",", "[", "]")));
        assertThat(lane.get().at("pending")).isEqualTo(1_000);

        lane.end("succeeded");
        one.bean(Forwarder.class).walk();
        one.bean(Promoter.class).runOnce();
        one.bean(Promoter.class).runOnce();

        assertThat(lane.get().at("size")).isEqualTo(1_000);
    }

    /** More than are moved in one transaction, each with one behind it. */
    @Test
    void whoeverWaitedForWhatFailedFailsHoweverManyThereAre() {
        var lane = lane();
        var first = lane.task("");
        var ids = IntStream.range(0, 700)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        var tasks = ids.stream().map(id -> "{\"payload\": {}, \"id\": \"" + id + "\", \"after\": [\"" + first + "\"]}");
        var chain = ids.stream().map(id -> "{\"payload\": {}, \"after\": [\"" + id + "\", \"" + first + "\"]}");
        lane.push(tasks.collect(Collectors.joining(",", "[", "]")));
        lane.push(chain.collect(Collectors.joining(",", "[", "]")));
        assertThat(lane.get().at("pending")).isEqualTo(1_400);

        lane.end("failed");
        one.bean(Forwarder.class).walk();

        assertThat(lane.get().at("pending")).isEqualTo(0);
        assertThat(api.get("/api/v1/dead-letters/groups?queue=" + lane.id()).body())
                .contains("\"reason\":\"after_failed\"", "\"count\":1400");
    }

    private static void endAndForward(TestScheduler scheduler, Answer popped, int index) {
        scheduler
                .client()
                .post(
                        "/api/v1/tasks/" + popped.text("results." + index + ".id") + "/settle",
                        "{\"fence\": " + popped.text("results." + index + ".lease.fence")
                                + ", \"outcome\": \"succeeded\"}");
        scheduler.bean(Forwarder.class).runOnce();
    }

    private void forward() {
        one.bean(Forwarder.class).walk();
        one.bean(Promoter.class).runOnce();
    }

    private Lane lane() {
        lanes++;
        return Lane.make(api, "lane-" + lanes, "");
    }

    private static Answer push(Lane lane, String... after) {
        return lane.push("{\"payload\": {\"id\": \"second\"}, \"owner_id\": \"o\", \"after\": [\""
                + String.join("\", \"", after) + "\"]}");
    }

    private String aJob(Lane lane) {
        return api.post(
                        "/api/v1/jobs",
                        "{\"name\": \"x\", \"schedule_expr\": \"manual\", \"queue\": \"" + lane.id() + "\"}")
                .text("id");
    }

    private Answer shown(String task) {
        return api.get("/api/v1/tasks/" + task);
    }
}
