package io.ordo.scheduler.http.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.upkeep.Expirer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thing done to many tasks, and dead letters done again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkApiIT {
    private static final String BULK = "/api/v1/tasks/bulk";
    private static final String LETTERS = "/api/v1/dead-letters";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final ManualClock clock = new ManualClock(scheduler.bean(Database.class));
    private final Client api = scheduler.client();
    private int lanes;

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aDryRunCountsAndDoesNothing() {
        var lane = lane(3);

        assertTally(bulk("cancel", lane, ", \"dry_run\": true"), 3, false);
        assertTally(clear(lane, true), 3, false);

        assertThat(lane.get().at("size")).isEqualTo(3);
    }

    @Test
    void everythingThatPassesTheFilterIsCancelled() {
        var lane = lane(250);
        lane.task("\"not_before\": \"2999-01-01T00:00:00Z\"");
        lane.pop("limit=2");
        var untouched = lane(1);

        assertTally(bulk("cancel", lane, ""), 251, false);

        assertThat(lane.get().at("size")).isEqualTo(0);
        assertThat(lane.get().at("pending")).isEqualTo(0);
        assertThat(lane.get().at("leased")).isEqualTo(0);
        assertThat(untouched.get().at("size")).isEqualTo(1);
        assertTally(bulk("cancel", lane, ""), 0, false);
    }

    @Test
    void aClearedQueueKeepsWhatSomebodyHolds() {
        var lane = lane(3);
        lane.task("\"not_before\": \"2999-01-01T00:00:00Z\"");
        lane.popOne();

        assertTally(clear(lane, false), 3, false);

        assertThat(lane.get().at("leased")).isEqualTo(1);
        assertThat(lane.get().at("size")).isEqualTo(0);
    }

    @Test
    void manyBecomeMoreUrgentAtOnce() {
        var lane = lane(1);
        var first = lane.popOne();
        lane.task("\"priority\": 2");
        var late = lane.task("\"priority\": 4, \"owner_id\": \"math\"");

        assertTally(filtered("reprioritise", "\"owner_id\": \"math\"", ", \"priority\": 1"), 1, false);

        assertThat(lane.popOne()).isEqualTo(late);
        assertThat(first).isNotNull();
    }

    @Test
    void everyConditionOfAFilterHolds() {
        var lane = lane(0);
        lane.task("\"owner_id\": \"a\"");
        var boundary = clock.now().plusSeconds(1);
        clock.advance(Duration.ofSeconds(1));
        lane.task("\"owner_id\": \"b\"");
        var queue = "\"queue\": \"" + lane.id() + "\"";

        assertTally(dry(queue), 2, false);
        assertTally(dry(queue + ", \"status\": \"queued\""), 2, false);
        assertTally(dry(queue + ", \"status\": \"running\""), 0, false);
        assertTally(dry(queue + ", \"status\": \"completed\""), 0, false);
        assertTally(dry(queue + ", \"owner_id\": \"b\""), 1, false);
        assertTally(dry(queue + ", \"created_before\": \"" + boundary + "\""), 1, false);
        assertTally(dry(queue + ", \"created_after\": \"" + boundary + "\""), 1, false);
        assertTally(dry(queue + ", \"job_id\": \"0198c1c2-7d3e-7000-8000-000000000001\""), 0, false);
    }

    @Test
    void whatEndedIsDoneAgainOnce() {
        var lane = lane(3);
        lane.end("succeeded");
        lane.end("failed");
        clear(lane, false);

        assertTally(bulk("retry", lane, ""), 3, false);
        assertTally(bulk("retry", lane, ""), 0, false);

        assertThat(lane.get().at("size")).isEqualTo(3);
    }

    @Test
    void deadLettersAreListedLastFailedFirst() {
        var lane = lane(2);
        var first = fail(lane, "timeout", "Took 5 s");
        clock.advance(Duration.ofSeconds(1));
        var second = fail(lane, "exit_code", "Exit code 2");
        clock.advance(Duration.ofSeconds(1));
        var expired = lane.task("\"deadline\": \"" + clock.now().plusSeconds(1) + "\"");
        clock.advance(Duration.ofSeconds(1));
        scheduler.bean(Expirer.class).runOnce();

        var page = api.get(LETTERS + "?limit=2&queue=" + lane.id());
        var rest = api.get(LETTERS + "?limit=2&queue=" + lane.id() + "&cursor=" + page.text("next_cursor"));

        assertThat(page.at("items.0.id")).isEqualTo(expired);
        assertThat(page.at("items.0.reason")).isEqualTo("deadline_passed");
        assertThat(page.at("items.0.error")).isNull();
        assertThat(page.at("items.1.id")).isEqualTo(second);
        assertThat(page.at("items.1.error")).isEqualTo("Exit code 2");
        assertThat(page.at("items.1.counted")).isEqualTo(1);
        assertThat(rest.at("items.0.id")).isEqualTo(first);
        assertThat(rest.at("next_cursor")).isNull();
    }

    @Test
    void deadLettersThatLookAlikeAreOneGroup() {
        var lane = lane(4);
        fail(lane, "exit_code", "Exit code 2 of 0198c1c2-9a4b-7111-8000-0000000000aa");
        var newest = fail(lane, "exit_code", "Exit code 17 of 0198c1c2-9a4b-7111-8000-0000000000ab");
        fail(lane, "exit_code", "Killed");
        fail(lane, "timeout", null);
        api.post("/api/v1/tasks/" + newest + "/retry");

        var groups = api.get(LETTERS + "/groups?queue=" + lane.id());

        assertThat(groups.size("items")).isEqualTo(3);
        assertThat(groups.at("items.0.fingerprint")).isEqualTo("Exit code # of #");
        assertThat(groups.at("items.0.count")).isEqualTo(2);
        assertThat(groups.at("items.0.redrivable")).isEqualTo(1);
        assertThat(groups.body()).contains("\"fingerprint\":\"\"", "\"fingerprint\":\"Killed\"");
    }

    @Test
    void whatFailedInAQueueThatIsGoneIsNotSaidToBeRedrivable() {
        var lane = lane(1);
        fail(lane, "timeout", null);
        assertThat(api.delete(lane.path("")).status()).isEqualTo(204);

        var groups = api.get(LETTERS + "/groups?queue=" + lane.id());

        assertThat(groups.at("items.0.count")).isEqualTo(1);
        assertThat(groups.at("items.0.redrivable")).isEqualTo(0);
        assertTally(redrive(lane, ", \"dry_run\": true"), 0, false);
        assertThat(redrive(lane, "").body()).contains("\"count\":0", "\"refused\":{\"queue_unknown\":1}");
    }

    @Test
    void aDeadLetterIsRedrivenOnce() {
        var lane = lane(3);
        var first = fail(lane, "timeout", null);
        fail(lane, "exit_code", null);
        fail(lane, "exit_code", null);

        assertTally(redrive(lane, ", \"dry_run\": true"), 3, false);
        assertTally(redrive(lane, ", \"ids\": []"), 0, false);
        assertTally(redrive(lane, ", \"ids\": [\"" + first + "\"], \"reason\": \"exit_code\""), 0, false);
        assertTally(redrive(lane, ", \"reason\": \"exit_code\""), 2, false);
        assertTally(redrive(lane, ", \"ids\": [\"" + first + "\"]"), 1, false);
        assertTally(redrive(lane, ""), 0, false);

        assertThat(lane.get().at("size")).isEqualTo(3);
        assertThat(api.get(LETTERS + "?queue=" + lane.id()).at("items.0.retried_as"))
                .isNotNull();
    }

    @Test
    void whatAQueueTurnsAwayIsCountedByItsReasonAndStaysToBeDoneAgain() {
        var lane = lane(3);
        IntStream.range(0, 3).forEach(_ -> fail(lane, "timeout", null));
        api.put(lane.path(""), "{\"maxsize\": 1}");

        var redriven = redrive(lane, "");

        assertTally(redriven, 1, false);
        assertThat(redriven.body()).contains("\"refused\":{\"queue_full\":2}");
        assertThat(bulk("retry", lane, "").body()).contains("\"count\":0", "\"refused\":{\"queue_full\":2}");

        api.put(lane.path(""), "{\"maxsize\": 0}");
        assertTally(redrive(lane, ""), 2, false);
    }

    @Test
    void manyWhoRedriveAtOnceRedriveEachOnce() {
        var lane = lane(120);
        IntStream.range(0, 120).forEach(_ -> fail(lane, "timeout", null));
        var redriven = new AtomicInteger();

        Race.among(
                6, () -> redriven.addAndGet(Integer.parseInt(redrive(lane, "").text("count"))));

        assertThat(redriven.get()).isEqualTo(120);
        assertThat(lane.get().at("size")).isEqualTo(120);
    }

    @Test
    void oneRequestDoesTenThousandAndSaysThatThereAreMore() {
        var lane = lane(0);
        var thousand = "["
                + String.join(
                        ",",
                        Stream.generate(() -> "{\"payload\": {}}").limit(1_000).toList()) + "]";
        IntStream.range(0, 10).forEach(_ -> lane.push(thousand));
        lane.task("");

        assertTally(clear(lane, true), 10_000, true);
        assertTally(clear(lane, false), 10_000, true);
        assertTally(clear(lane, false), 1, false);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | action            | required
            {"action": "run", "filter": {"queue": "x"}}                       | action            | choice
            {"action": "cancel"}                                              | filter            | required
            {"action": "cancel", "filter": {}}                                | filter            | empty
            {"action": "cancel", "filter": 5}                                 | filter            | type
            {"action": "cancel", "filter": {"status": "lost"}}                | filter.status     | choice
            {"action": "cancel", "filter": {"job_id": "x"}}                   | filter.job_id     | format
            {"action": "cancel", "filter": {"bogus": 1, "queue": "x"}}        | filter.bogus      | unknown
            {"action": "cancel", "filter": {"queue": "x"}, "dry_run": 1}      | dry_run           | type
            {"action": "reprioritise", "filter": {"queue": "x"}}              | priority          | required
            {"action": "reprioritise", "filter": {"queue": "x"}, "priority": 6} | priority        | range
            """)
    void aBulkThatSaysNothingClearDoesNothing(String body, String field, String rule) {
        var refused = api.post(BULK, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo(field);
        assertThat(refused.at("errors.0.rule")).isEqualTo(rule);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                            | queue  | required
            {"queue": "x", "ids": "y"}    | ids    | type
            {"queue": "x", "ids": ["y"]}  | ids.0  | format
            {"queue": "x", "reason": ""}  | reason | length
            """)
    void aRedriveThatSaysNothingClearDoesNothing(String body, String field, String rule) {
        var refused = api.post(LETTERS + "/redrive", body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo(field);
        assertThat(refused.at("errors.0.rule")).isEqualTo(rule);
    }

    private Lane lane(int tasks) {
        lanes++;
        var lane = Lane.make(api, "lane-" + lanes, "");
        IntStream.range(0, tasks).forEach(_ -> lane.task(""));
        return lane;
    }

    private static String fail(Lane lane, String reason, @Nullable String error) {
        var popped = lane.pop("");
        lane.settle(
                popped,
                "\"outcome\": \"failed\", \"retryable\": false, \"reason\": \"" + reason + "\""
                        + (error == null ? "" : ", \"error\": \"" + error + "\""));
        return popped.text("results.0.id");
    }

    private Answer bulk(String action, Lane lane, String more) {
        return filtered(action, "\"queue\": \"" + lane.id() + "\"", more);
    }

    private Answer dry(String filter) {
        return filtered("cancel", filter, ", \"dry_run\": true");
    }

    private Answer filtered(String action, String filter, String more) {
        return api.post(BULK, "{\"action\": \"" + action + "\", \"filter\": {" + filter + "}" + more + "}");
    }

    private Answer clear(Lane lane, boolean isDryRun) {
        return isDryRun ? api.post(lane.path("/clear"), "{\"dry_run\": true}") : api.post(lane.path("/clear"));
    }

    private Answer redrive(Lane lane, String more) {
        return api.post(LETTERS + "/redrive", "{\"queue\": \"" + lane.id() + "\"" + more + "}");
    }

    private static void assertTally(Answer answer, int count, boolean more) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(List.of(answer.text("count"), answer.text("more")))
                .containsExactly(String.valueOf(count), String.valueOf(more));
    }
}
