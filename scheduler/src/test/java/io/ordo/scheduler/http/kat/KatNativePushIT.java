package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pushed to OpenKAT's queues by our own API is OpenKAT's task: known, seen and moved by its clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatNativePushIT {
    @RegisterExtension
    private final Kat kat = Kat.open();

    private final Client api = kat.scheduler().client();
    private final Lane boefjes = new Lane(api, "boefje");
    private final Lane reports = new Lane(api, "report");
    private int lanes;

    @Test
    void itIsWholeAndHasOpenKatsIdentity() {
        var pushed = boefjes.push("""
                {"owner_id": "o", "priority": 2,
                 "payload": {"boefje": {"id": "b0"}, "input_ooi": "H|i|x", "organization": "o"}}
                """);

        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        assertThat(pushed.at("hash")).isEqualTo("d28db9e5009370d1119e45de727ccbf5");
        var seen = kat.get("/tasks/" + pushed.text("id"));
        assertThat(seen.text("hash")).isEqualTo("d28db9e5009370d1119e45de727ccbf5");
        assertThat(seen.text("organisation")).isEqualTo("o");
        assertThat(seen.text("type")).isEqualTo("boefje");
        assertThat(seen.text("data.id")).isEqualTo(pushed.text("id"));
        assertThat(seen.answer().body()).contains("\"dispatches\":[]", "\"deduplication_key\":null");
        assertThat(kat.get("/schedules?scheduler_id=boefje").text("count")).isEqualTo("0");
    }

    @Test
    void itIsListedPoppedAndEndedByOpenKatsClients() {
        String task = report("r", "").text("id");

        assertThat(kat.get("/tasks?scheduler_id=report&organisation=o").results("id"))
                .containsExactly(task);
        assertThat(kat.post("/schedulers/report/pop").results("id")).containsExactly(task);
        assertThat(kat.patch("/tasks/" + task, "{\"status\": \"completed\"}").status())
                .isEqualTo(200);
        assertThat(kat.status(task)).isEqualTo("completed");
    }

    @Test
    void whatWaitsForItsTimeIsSeen() {
        String task =
                report("later", ", \"not_before\": \"2999-01-01T00:00:00Z\"").text("id");

        assertThat(kat.get("/tasks/" + task).text("status")).isEqualTo("pending");
    }

    @Test
    void bothDialectsKnowTheSameWork() {
        String task = kat.aReport("r");

        var refused = report("r", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("task_queued");
        assertThat(refused.text("detail")).contains(task);
        report("r2", "");
        assertThat(kat.post("/schedulers/report/push", Kat.report("r2", 7)).status())
                .isEqualTo(409);
    }

    @Test
    void aHashThatIsTheIdentityIsTakenAndAnotherIsNot() {
        assertThat(report("r", ", \"hash\": \"6af20b1d248eca636dacbb8e2917897e\"")
                        .status())
                .isEqualTo(201);

        assertWrong(report("r2", ", \"hash\": \"mine\""), "hash", "identity");
    }

    @Test
    void ofAnArrayEachMeetsItsTwins() {
        kat.aReport("r1");

        var pushed = reports.push("[" + task("r1") + ", " + task("r2") + ", " + task("r2") + ", " + task("r3") + "]");

        assertThat(statuses(pushed)).containsExactly("409", "201", "409", "201");
        assertThat(kat.get("/tasks?scheduler_id=report").text("count")).isEqualTo("3");
    }

    @Test
    void aQueueOfAnyObjectKnowsItByItsIdElseByAllItSays() {
        lanes++;
        var lane = Lane.make(api, "any-" + lanes, "\"kat\": {\"item\": \"any\"}");

        var first = lane.push("{\"payload\": {\"id\": \"x\", \"n\": 1}, \"owner_id\": \"o\"}");
        var same = lane.push("{\"payload\": {\"id\": \"x\", \"n\": 2}, \"owner_id\": \"o\"}");
        var whole = lane.push("{\"payload\": {\"n\": 1}, \"owner_id\": \"o\"}");

        assertThat(List.of(first.status(), same.status(), whole.status())).containsExactly(201, 409, 201);
        assertThat(kat.get("/tasks?scheduler_id=" + lane.id()).text("count")).isEqualTo("2");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            "payload": {"boefje": {"id": "b"}, "organization": "o"}                | owner_id             | required
            "owner_id": "o"                                                        | payload              | required
            "owner_id": "o", "payload": {}                                         | payload.boefje       | shape
            "owner_id": "o", "payload": {"boefje": {"id": 1}, "organization": "o"} | payload.boefje.id    | shape
            "owner_id": "o", "payload": {"boefje": {"id": "b"}}                    | payload.organization | shape
            "owner_id": "o", "payload": {"boefje": {"id": "b", "name": 1}}         | payload.boefje.name  | shape
            """)
    void whatOpenKatsClientsCouldNotReadIsRefusedWhereItStands(String body, String field, String rule) {
        assertWrong(boefjes.push("{" + body + "}"), field, rule);
        assertThat(kat.qsize("boefje")).isZero();
    }

    @Test
    void aJobOfOursHasNoPlaceInTheirQueues() {
        var refused = api.post("/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"1d\", \"queue\": \"boefje\"}");

        assertWrong(refused, "queue", "kat");
        assertThat(refused.text("errors.0.message")).contains("POST /schedules");
    }

    private Answer report(String recipe, String more) {
        return reports.push(task(recipe).replaceFirst("}$", more + "}"));
    }

    private static String task(String recipe) {
        return "{\"owner_id\": \"o\", \"payload\": {\"organisation_id\": \"o\", \"report_recipe_id\": \"" + recipe
                + "\"}}";
    }

    private static List<String> statuses(Answer pushed) {
        return IntStream.range(0, pushed.size("results"))
                .mapToObj(index -> pushed.text("results." + index + ".status"))
                .toList();
    }

    private static void assertWrong(Answer refused, String field, String rule) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo(field);
        assertThat(refused.at("errors.0.rule")).isEqualTo(rule);
    }
}
