package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.http.request.Stamps;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.IdentityRules;
import io.ordo.scheduler.steering.Patch;
import io.ordo.scheduler.steering.Patcher;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A patch leads a task by legal moves from where it stands to where it shall stand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatPatchIT {
    @RegisterExtension
    private final Kat kat = Kat.open();

    static Stream<Arguments> everyWay() {
        return Stream.of(Status.values())
                .flatMap(from -> Stream.of(Status.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @MethodSource("everyWay")
    void aTaskIsLedAnywhereButOutOfItsEnd(Status from, Status to) {
        String task = in(from);

        var patched = patch(task, to);

        if (from.isFinal()) {
            assertThat(patched.status()).isEqualTo(409);
            assertThat(patched.text("detail")).isEqualTo("Conflict error occurred: the task has ended; push it anew");
            assertThat(kat.status(task)).isEqualTo(from.word());
        } else {
            assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
            assertThat(patched.text("id")).isEqualTo(task);
            assertThat(patched.text("status")).isEqualTo(to.word());
            assertThat(kat.status(task)).isEqualTo(to.word());
        }
    }

    @Test
    void everyAttemptOnTheWayIsKept() {
        String task = in(Status.QUEUED);

        patch(task, Status.RUNNING);
        patch(task, Status.QUEUED);
        patch(task, Status.FAILED);

        assertThat(endings(task)).isEqualTo("released failed");
    }

    @Test
    void whatIsParkedIsGivenToNobody() {
        String task = in(Status.QUEUED);

        patch(task, Status.PENDING);
        assertThat(kat.post("/schedulers/report/pop").results("id")).isEmpty();

        patch(task, Status.QUEUED);
        assertThat(kat.post("/schedulers/report/pop").results("id")).containsExactly(task);
    }

    @Test
    void whatIsQueuedAgainKeepsItsPlace() {
        String first = kat.aReport("first");
        String second = kat.aReport("second");
        patch(first, Status.RUNNING);

        patch(first, Status.QUEUED);

        assertThat(kat.post("/schedulers/report/pop").results("id")).containsExactly(first, second);
    }

    @Test
    void aNewPriorityIsANewRank() {
        kat.aReport("first");
        String second = kat.aReport("second");

        var patched = kat.patch("/tasks/" + second, "{\"priority\": 1}");

        assertThat(patched.text("priority")).isEqualTo("1");
        assertThat(patched.text("status")).isEqualTo("queued");
        assertThat(kat.post("/schedulers/report/pop?limit=1").results("id")).containsExactly(second);
    }

    @Test
    void aPriorityChangedUnderALeaseCountsOnceTheTaskIsQueuedAgain() {
        String first = kat.aDispatchedReport("first");
        String second = kat.aReport("second");

        kat.patch("/tasks/" + first, "{\"priority\": 8, \"status\": \"queued\"}");

        assertThat(kat.post("/schedulers/report/pop").results("id")).containsExactly(second, first);
    }

    @Test
    void whatIsQueuedBeforeItsTimeIsRankedWithItsDeadlineAndItsFailures() {
        var api = kat.scheduler().client();
        api.put("/api/v1/queues/report", """
                {"ranker": {"name": "late", "factors": [
                    {"factor": "constant", "parameters": {"offset": 600}},
                    {"factor": "deadline"}, {"factor": "retry"}]}}
                """);
        var due = pushed(
                api,
                "due",
                "\"not_before\": \"2999-01-01T00:00:00Z\", \"deadline\": \"%s\""
                        .formatted(kat.scheduler().bean(Stamps.class).now().plusSeconds(120)));
        var failed = pushed(api, "failed", "\"retry_policy\": {\"max_retries\": 1, \"retry_delay\": 3600}");
        var lane = new Lane(api, "report");
        lane.settle(lane.pop(""), "\"outcome\": \"failed\", \"retryable\": true, \"reason\": \"no_luck\"");

        patch(due, Status.QUEUED);
        patch(failed, Status.QUEUED);
        var dueBy = api.get("/api/v1/tasks/" + due + "/explain");
        var again = api.get("/api/v1/tasks/" + failed + "/explain");
        api.put("/api/v1/queues/report", "{\"ranker\": \"priority\"}");

        assertThat(new BigDecimal(dueBy.text("contributions.1.seconds"))).isLessThan(BigDecimal.valueOf(-400));
        assertThat(again.at("contributions.2.seconds")).isEqualTo(30);
    }

    @Test
    void whatIsNotCommittedHasNotStarted() {
        var task = UUID.fromString(in(Status.QUEUED));
        var paces = kat.scheduler().bean(Paces.class);
        var patcher = kat.scheduler().bean(Patcher.class);
        var running = new Patch(Status.RUNNING, null, null, null, "a test");
        double before = paces.startedSoFar("report");

        assertThatThrownBy(() -> kat.scheduler().bean(Database.class).atomically(() -> {
                    patcher.patch(task, running);
                    throw new IllegalStateException("not after all");
                }))
                .hasMessage("not after all");
        assertThat(paces.startedSoFar("report")).isEqualTo(before);

        patcher.patch(task, running);
        assertThat(paces.startedSoFar("report")).isEqualTo(before + 1);
    }

    /** By the native API, which knows deadlines. */
    private static String pushed(Client api, String recipe, String fields) {
        return new Lane(api, "report").push("""
                        {"owner_id": "o", "payload": {"organisation_id": "o", "report_recipe_id": "%s"}, %s}
                        """.formatted(recipe, fields)).text("id");
    }

    @Test
    void newDataStillNamesItsTask() {
        String data = "{\"boefje\": {\"id\": \"b\"}, \"organization\": \"o\", \"id\": \"" + UUID.randomUUID() + "\"}";
        String task = kat.post(
                        "/schedulers/boefje/push", "{\"organisation\": \"o\", \"priority\": 2, \"data\": " + data + "}")
                .text("id");

        var patched = kat.patch("/tasks/" + task, "{\"data\": " + data + "}");

        assertThat(patched.text("data.id")).isEqualTo(task);
    }

    @Test
    void newDataIsGivenToWhoPops() {
        String task = in(Status.QUEUED);

        kat.patch("/tasks/" + task, "{\"data\": {\"organisation_id\": \"o\", \"report_recipe_id\": \"r\", \"x\": 1}}");

        assertThat(kat.post("/schedulers/report/pop").text("results.0.data.x")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"deduplication_key\": 5}",
                "{\"boefje\": {\"id\": \"dns\"}, \"organization\": \"o\", \"deduplication_key\": 5}",
                "{\"boefje\": {\"id\": 7}, \"organization\": \"o\"}"
            })
    void dataOfAnotherShapeIsRefusedAsAtThePush(String data) {
        String task = kat.post("/schedulers/boefje/push", """
                {"organisation": "o", "priority": 1, "data": {"boefje": {"id": "dns"}, "organization": "o"}}
                """).text("id");

        var refused = kat.patch("/tasks/" + task, "{\"data\": " + data + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).isEqualTo("Bad request error occurred: malformed item");
        assertThat(kat.post("/schedulers/boefje/pop").results("id")).containsExactly(task);
    }

    @Test
    void anyPatchKeepsTheLeaseAlive() {
        String task = in(Status.DISPATCHED);
        letTheLeaseNearlyEnd(task);

        patch(task, Status.RUNNING);
        assertThat(kat.leaseSeconds(task)).isGreaterThan(86_000);

        letTheLeaseNearlyEnd(task);
        patch(task, Status.RUNNING);
        assertThat(kat.leaseSeconds(task)).isGreaterThan(86_000);
    }

    @Test
    void onlyTheFenceSpeaksForANamedHolder() {
        String task = in(Status.QUEUED);
        kat.post("/queues/report/pop?worker=w");

        assertThat(patch(task, Status.COMPLETED).status()).isEqualTo(409);
        assertThat(kat.patch("/tasks/" + task, "{\"priority\": 1}").status()).isEqualTo(409);
        assertThat(patch(task, Status.CANCELLED).text("status")).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"bogus\": 1}"})
    void aPatchOfNothingIsRefused(String body) {
        var refused = kat.patch("/tasks/" + in(Status.QUEUED), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).isEqualTo("Bad request error occurred: no data to patch");
    }

    @Test
    void whatCannotChangeStaysAsItIs() {
        String task = in(Status.QUEUED);

        var patched = kat.patch("/tasks/" + task, "{\"organisation\": \"other\", \"bogus\": 1}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("organisation")).isEqualTo("o");
    }

    @Test
    void aTaskNobodyKnowsIsNotFound() {
        String nobody = UUID.randomUUID().toString();

        var refused = patch(nobody, Status.COMPLETED);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("detail")).isEqualTo("Resource not found: task not found, by task_id: " + nobody);
    }

    @Test
    void aMalformedIdIsRefused() {
        var refused = kat.patch("/tasks/123.123", "{\"status\": \"completed\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail.0.msg")).contains("Input should be a valid UUID");
    }

    @Test
    void aStatusNobodyKnowsIsRefused() {
        var refused = kat.patch("/tasks/" + in(Status.QUEUED), "{\"status\": \"bogus\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail.0.msg"))
                .isEqualTo("Input should be 'pending', 'queued', 'dispatched', 'running', 'completed', 'failed' or"
                        + " 'cancelled'");
    }

    @Test
    void aTaskOfAnotherQueueIsNoneOfTheirs() {
        var made = kat.scheduler().client().post("/api/v1/queues/default/push", "{\"payload\": {\"type\": \"none\"}}");

        assertThat(patch(made.text("id"), Status.CANCELLED).status()).isEqualTo(404);
        assertThat(kat.status(made.text("id"))).isEqualTo("queued");
    }

    /** A task that moves by itself in between is moved once. */
    @Test
    void aTaskWhoseKindIsQueuedMeanwhileLosesItsClaimToBeTheOnlyOne() {
        kat.hasAQueue(IdentityRules.STRICT);
        String first = kat.post("/schedulers/any/push", Kat.item("x", "n", 2)).text("id");
        kat.post("/schedulers/any/pop");
        String second = kat.post("/schedulers/any/push", Kat.item("x", "n", 2)).text("id");

        assertThat(patch(first, Status.QUEUED).text("status")).isEqualTo("queued");
        assertThat(kat.post("/schedulers/any/pop").results("id")).containsExactlyInAnyOrder(first, second);
    }

    private Kat.Reply patch(String task, Status to) {
        return kat.patch("/tasks/" + task, "{\"status\": \"" + to.word() + "\"}");
    }

    /** A report that was brought there. */
    private String in(Status status) {
        String task = kat.aReport("r");
        if (status != Status.QUEUED) {
            assertThat(patch(task, status).status()).isEqualTo(200);
        }
        return task;
    }

    private void letTheLeaseNearlyEnd(String task) {
        kat.scheduler()
                .bean(Database.class)
                .update(
                        "UPDATE lease SET expires_at = popped_at + interval '1 second' WHERE task_id = ?",
                        statement -> statement.setObject(1, UUID.fromString(task)));
        assertThat(kat.leaseSeconds(task)).isEqualTo(1);
    }

    private String endings(String task) {
        return kat.scheduler()
                .bean(Database.class)
                .queryOne(
                        "SELECT string_agg(ending, ' ' ORDER BY fence) AS endings FROM attempt WHERE task_id = ?",
                        statement -> statement.setObject(1, UUID.fromString(task)),
                        row -> row.getString("endings"))
                .orElseThrow();
    }
}
