package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.queue.IdentityRules;
import io.ordo.scheduler.testing.Race;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes as OpenKAT's clients send them, answered as OpenKAT's scheduler does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatPushIT {
    private static final String PUSH = "/schedulers/report/push";
    private static final String PUSH_ANY = "/schedulers/" + Kat.ANY + "/push";
    private static final String MALFORMED = "Bad request error occurred: malformed item";
    private static final String NOT_ALLOWED = "Conflict error occurred: queue is not allowed to push items";

    @RegisterExtension
    private final Kat kat = Kat.open();

    @Test
    void aReportIsQueuedAndAnsweredWhole() {
        var pushed = kat.post(PUSH, Kat.report("r", 7));

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.text("scheduler_id")).isEqualTo("report");
        assertThat(pushed.node("schedule_id")).isNotNull();
        assertThat(pushed.text("organisation")).isEqualTo("o");
        assertThat(pushed.text("priority")).isEqualTo("7");
        assertThat(pushed.text("status")).isEqualTo("queued");
        assertThat(pushed.text("type")).isEqualTo("report");
        assertThat(pushed.text("hash")).isEqualTo("6af20b1d248eca636dacbb8e2917897e");
        assertThat(pushed.text("data.organisation_id")).isEqualTo("o");
        assertThat(pushed.text("data.report_recipe_id")).isEqualTo("r");
        assertThat(pushed.text("created_at")).endsWith("Z");
        assertThat(pushed.text("modified_at")).endsWith("Z");
        assertThat(kat.status(pushed.text("id"))).isEqualTo("queued");
    }

    @Test
    void theSameReportIsRefusedWhileItIsQueuedAndANewTaskAfterwards() {
        String first = kat.aReport("r");

        var again = kat.post(PUSH, Kat.report("r", 7));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Retry-After")).isEqualTo("60");
        assertThat(again.answer().body()).isEqualTo("{\"detail\":\"" + NOT_ALLOWED + "\"}");

        kat.post("/schedulers/report/pop");
        var popped = kat.post(PUSH, Kat.report("r", 7));
        assertThat(popped.status()).isEqualTo(201);
        assertThat(popped.text("id")).isNotEqualTo(first);
    }

    @Test
    void theDataOfABoefjeIsFilledInAndNamesItsTask() {
        var pushed = kat.post("/schedulers/boefje/push", """
                {"organisation":"o","priority":5,"data":{"boefje":{"id":"b0","oci_image":"img"},"input_ooi":"H|i|x",
                "organization":"o"}}""");

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.text("data.id")).isEqualTo(pushed.text("id"));
        assertThat(pushed.text("hash")).isEqualTo("d28db9e5009370d1119e45de727ccbf5");
        assertThat(pushed.node("data", "deduplication_key").isNull()).isTrue();
        assertThat(pushed.node("data", "boefje", "name").isNull()).isTrue();
        assertThat(pushed.node("data", "dispatches").size()).isZero();
    }

    @Test
    void aTaskMayBringItsId() {
        String id = UUID.randomUUID().toString();

        var pushed = kat.post(PUSH, with(Kat.report("r", 7), "\"id\": \"" + id + "\""));

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.text("id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"priority\": 0", "\"priority\": null", "\"priority\": -1", "\"other\": 1"})
    void aPriorityIsAtLeastOne(String priority) {
        String body = Kat.report("r", 7).replace("\"priority\": 7", priority).replace("\"other\": 1,", "");

        var refused = kat.post(PUSH, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).isEqualTo(MALFORMED);
    }

    @Test
    void dataOfAnotherShapeIsMalformed() {
        var refused = kat.post(PUSH, "{\"organisation\": \"o\", \"priority\": 1, \"data\": {\"x\": 1}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"priority\": 1, \"data\": {}}; missing; organisation",
                "{\"priority\": 1, \"organisation\": \"o\"}; missing; data",
                "{\"priority\": 1, \"organisation\": \"o\", \"data\": 7}; dict_type; data",
                "{\"priority\": \"x\", \"organisation\": \"o\", \"data\": {}}; int_parsing; priority",
                "{\"priority\": 1.5, \"organisation\": \"o\", \"data\": {}}; int_from_float; priority",
                "{\"priority\": 1, \"organisation\": 7, \"data\": {}}; string_type; organisation",
                "{\"id\": \"x\", \"priority\": 1, \"organisation\": \"o\", \"data\": {}}; uuid_parsing; id"
            })
    void aValueThatIsNoneIsRefusedByItsName(String body, String type, String field) {
        var refused = kat.post(PUSH, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail.0.type")).isEqualTo(type);
        assertThat(refused.text("detail.0.loc.0")).isEqualTo("body");
        assertThat(refused.text("detail.0.loc.1")).isEqualTo(field);
    }

    @Test
    void aFieldNobodyKnowsIsRefused() {
        var refused = kat.post(PUSH, with(Kat.report("r", 7), "\"bogus\": 1"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.answer().body())
                .isEqualTo("{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"bogus\"],"
                        + "\"msg\":\"Extra inputs are not permitted\",\"input\":1}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {"{nope; json_invalid", "~~; missing", "7; model_attributes_type"})
    void aBodyThatIsNoObjectIsRefused(String body, String type) {
        var refused = kat.post(PUSH, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail.0.type")).isEqualTo(type);
    }

    @Test
    void aSchedulerNobodyKnowsIsNotFound() {
        var refused = kat.post("/schedulers/nope/push", Kat.report("r", 7));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.answer().body()).isEqualTo("{\"detail\":\"Resource not found: Scheduler nope not found\"}");
        assertThat(kat.post("/schedulers/123.123/push", Kat.report("r", 7)).status())
                .isEqualTo(404);
        assertThat(kat.post("/schedulers/default/push", Kat.report("r", 7)).status())
                .isEqualTo(404);
    }

    @Test
    void theSchedulerOfTheBodyIsThatOfThePath() {
        var refused = kat.post(PUSH, with(Kat.report("r", 7), "\"scheduler_id\": \"boefje\""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail"))
                .isEqualTo("Bad request error occurred: scheduler_id in item does not match the scheduler_id in the"
                        + " path");
        assertThat(kat.post(PUSH, with(Kat.report("r", 7), "\"scheduler_id\": \"report\""))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aFullQueueTakesInTheMostUrgentAlone() {
        kat.hasAQueue(IdentityRules.STRICT);
        for (int i = 0; i < 10; i++) {
            assertThat(kat.post(PUSH_ANY, Kat.item("i" + i, "n", 2)).status()).isEqualTo(201);
        }

        var refused = kat.post(PUSH_ANY, Kat.item("late", "n", 2));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.answer().body()).isEqualTo("{\"detail\":\"Too many requests\"}");
        assertThat(kat.post(PUSH_ANY, Kat.item("urgent", "n", 1)).status()).isEqualTo(201);
        assertThat(kat.qsize(Kat.ANY)).isEqualTo(11);
    }

    /** R, U and P let a push replace, update, and update the priority of what is queued: here "same" of priority 2. */
    @ParameterizedTest
    @CsvSource({
        "---, same,  2, 409",
        "R--, same,  2, 201",
        "---, other, 2, 409",
        "-U-, same,  2, 409",
        "-U-, other, 2, 201",
        "---, same,  1, 409",
        "--P, same,  1, 201",
        "--P, same,  3, 201",
        "--P, other, 2, 409"
    })
    void theRulesOfTheQueueSayWhatAPushMayChange(String rules, String name, int priority, int status) {
        kat.hasAQueue(new IdentityRules(rules.contains("R"), rules.contains("U"), rules.contains("P")));
        String first = kat.post(PUSH_ANY, Kat.item("x", "same", 2)).text("id");

        var second = kat.post(PUSH_ANY, Kat.item("x", name, priority));

        assertThat(second.status()).isEqualTo(status);
        assertThat(kat.qsize(Kat.ANY)).isEqualTo(1);
        if (status == 201) {
            assertThat(second.text("id")).isEqualTo(first);
            assertThat(second.text("data.name")).isEqualTo(name);
            assertThat(second.text("priority")).isEqualTo(String.valueOf(priority));
        }
    }

    @Test
    void aRunnerHandsBackWhatItDidNotStart() {
        String task = kat.aReport("r");
        var popped = kat.post("/schedulers/report/pop?limit=1");

        var pushed = kat.post(PUSH, popped.onlyResult());

        assertThat(pushed.status()).as(pushed.toString()).isEqualTo(201);
        assertThat(pushed.text("id")).isEqualTo(task);
        assertThat(pushed.text("status")).isEqualTo("queued");
        assertThat(kat.post("/schedulers/report/pop").results("id")).containsExactly(task);
    }

    @Test
    void aTaskThatANamedWorkerHoldsIsNotTakenFromIt() {
        String task = kat.aReport("r");
        kat.post("/queues/report/pop?worker=w");

        var refused = kat.post(PUSH, with(Kat.report("r", 7), "\"id\": \"" + task + "\""));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(kat.status(task)).isEqualTo("dispatched");
    }

    @Test
    void aTaskThatHasEndedIsOver() {
        String task = kat.aDispatchedReport("r");
        kat.patch("/tasks/" + task, "{\"status\": \"completed\"}");

        var refused = kat.post(PUSH, with(Kat.report("r", 7), "\"id\": \"" + task + "\""));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).startsWith("Conflict error occurred: ");
        assertThat(kat.status(task)).isEqualTo("completed");
    }

    @Test
    void aTaskThatIsQueuedIsJudgedByTheRules() {
        kat.hasAQueue(new IdentityRules(false, false, true));
        String task = kat.post(PUSH_ANY, Kat.item("x", "n", 2)).text("id");
        String id = "\"id\": \"" + task + "\"";

        assertThat(kat.post(PUSH_ANY, with(Kat.item("x", "n", 2), id)).status()).isEqualTo(409);
        assertThat(kat.post(PUSH_ANY, with(Kat.item("x", "n", 1), id)).text("id"))
                .isEqualTo(task);
        assertThat(kat.post(PUSH_ANY, with(Kat.item("y", "n", 1), id)).status()).isEqualTo(409);
        assertThat(kat.qsize(Kat.ANY)).isEqualTo(1);
    }

    @Test
    void anIdOfAnotherQueueIsTaken() {
        kat.hasAQueue(IdentityRules.STRICT);
        String task = kat.aReport("r");

        var refused = kat.post(PUSH_ANY, with(Kat.item("x", "n", 2), "\"id\": \"" + task + "\""));

        assertThat(refused.status()).isEqualTo(409);
    }

    /** Pushes that change a queued task, patches that do so, and pops that take it away. */
    @Test
    void racingClientsOfOneIdentityAreAllAnswered() {
        kat.hasAQueue(new IdentityRules(true, false, false));
        String task = kat.post(PUSH_ANY, Kat.item("x", "n", 2)).text("id");
        Runnable push = () -> assertThat(kat.post(PUSH_ANY, with(Kat.item("x", "n", 3), "\"id\": \"" + task + "\""))
                        .status())
                .isIn(201, 409);
        Runnable patch = () -> assertThat(kat.patch("/tasks/" + task, "{\"status\": \"queued\", \"priority\": 1}")
                        .status())
                .isIn(200, 409);
        Runnable pop = () ->
                assertThat(kat.post("/schedulers/any/pop?limit=1").status()).isEqualTo(200);

        for (int round = 0; round < 50; round++) {
            Race.among(List.of(push, push, patch, patch, pop, pop));
        }

        kat.patch("/tasks/" + task, "{\"status\": \"queued\"}");
        assertThat(kat.post("/schedulers/any/pop").results("id")).contains(task);
    }

    @Test
    void olderClientsPushToAQueue() {
        assertThat(kat.post("/queues/report/push", Kat.report("r", 7)).status()).isEqualTo(201);
        assertThat(kat.post("/queues/nope/push", Kat.report("r", 7)).status()).isEqualTo(404);
    }

    private static String with(String body, String field) {
        return "{" + field + "," + body.strip().substring(1);
    }
}
