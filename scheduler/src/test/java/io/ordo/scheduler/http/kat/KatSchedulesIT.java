package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.StillScheduler;
import io.ordo.scheduler.testing.TestScheduler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules of OpenKAT, one at a time, as its clients make, change and delete them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatSchedulesIT {
    private static final String REPORT = "\"data\": {\"organisation_id\": \"o\", \"report_recipe_id\": \"r\"}";
    private static final String HASH = "6af20b1d248eca636dacbb8e2917897e";

    private final StillScheduler kat = StillScheduler.on(Servers.newDatabase());

    @AfterEach
    void clear() {
        kat.clear();
    }

    @AfterAll
    void close() {
        kat.close();
    }

    @Test
    void aNewScheduleIsDueWhenCronSaysSo() {
        var made = create(REPORT + ", \"schedule\": \"0 0 * * *\"");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("scheduler_id")).isEqualTo("report");
        assertThat(made.at("organisation")).isEqualTo("o");
        assertThat(made.at("hash")).isEqualTo(HASH);
        assertThat(made.at("data.report_recipe_id")).isEqualTo("r");
        assertThat(made.at("enabled")).isEqualTo(true);
        assertThat(made.at("schedule")).isEqualTo("0 0 * * *");
        assertThat(Instant.parse(made.text("deadline_at")))
                .isEqualTo(kat.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
        assertThat(kat.get("/schedules/" + made.text("id")).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @CsvSource({
        "2031-05-01T10:00:00Z, 2031-05-01T10:00:00Z",
        "2031-05-01T10:00:00.123456+02:00, 2031-05-01T08:00:00.123456Z",
        "2031-05-01T10:00:00, 2031-05-01T10:00:00Z",
        "2031-05-01 10:00, 2031-05-01T10:00:00Z",
        "2031-05-01, 2031-05-01T00:00:00Z",
        "2001-01-01, 2001-01-01T00:00:00Z"
    })
    void aDeadlineThatIsGivenWins(String given, String deadline) {
        var alone = create(REPORT + ", \"deadline_at\": \"" + given + "\"");
        assertThat(alone.status()).isEqualTo(201);
        assertThat(alone.at("schedule")).isNull();
        assertThat(alone.at("deadline_at")).isEqualTo(deadline);

        kat.clear();
        var withCron = create(REPORT + ", \"schedule\": \"0 0 * * *\", \"deadline_at\": \"" + given + "\"");
        assertThat(withCron.at("schedule")).isEqualTo("0 0 * * *");
        assertThat(withCron.at("deadline_at")).isEqualTo(deadline);
    }

    @Test
    void aScheduleNeedsCronOrADeadline() {
        assertRefused(
                create(REPORT), 400, "Bad request error occurred: Either deadline_at or schedule must be provided");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".&^%$#", "", "5m", "after 5m", "manual", "2031-01-01T00:00:00Z", "0 0 30 2 *", "* * * * * *"})
    void onlyCronIsASchedule(String schedule) {
        var refused = create(REPORT + ", \"schedule\": \"" + schedule + "\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("validation error");
    }

    @Test
    void aScheduleIsOfASchedulerThereIs() {
        String body = "{\"scheduler_id\": \"%s\", \"organisation\": \"o\", \"schedule\": \"@daily\", " + REPORT + "}";
        assertRefused(
                kat.post("/schedules", body.formatted("nope")),
                400,
                "Bad request error occurred: Scheduler nope not found");
        assertRefused(
                kat.post("/schedules", body.formatted("default")),
                400,
                "Bad request error occurred: Scheduler default not found");
    }

    @Test
    void dataHasTheShapeItsSchedulerNeeds() {
        var refused = create("\"data\": {\"organisation_id\": \"o\"}, \"schedule\": \"@daily\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("validation error");
    }

    @Test
    void whatIsNotUnderstoodIsSaidAllAtOnce() {
        var refused = kat.post("/schedules", """
                {"scheduler_id": "report", "data": "no object", "deadline_at": "soon", "bogus": 1}
                """);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"missing\"", "\"dict_type\"", "\"datetime_from_date_parsing\"", "\"extra_forbidden\"");
        assertThat(refused.at("detail.0.loc.0")).isEqualTo("body");
        assertThat(kat.post("/schedules", "[]").status()).isEqualTo(422);
    }

    @Test
    void thereIsOneScheduleOfEachHash() {
        var first = create(REPORT + ", \"schedule\": \"@daily\"").text("id");
        var second = create(REPORT + ", \"schedule\": \"@hourly\"");
        assertRefused(second, 409, "Conflict error occurred: schedule with the same hash already exists: " + HASH);

        assertThat(kat.delete("/schedules/" + first).status()).isEqualTo(204);
        assertThat(create(REPORT + ", \"schedule\": \"@hourly\"").status()).isEqualTo(201);
    }

    @Test
    void aScheduleThatIsNotThereIsNotFoundAndItsDeletionIsNoMatter() {
        var id = UUID.randomUUID();
        var detail = "Resource not found: schedule not found, by schedule_id: " + id;
        assertRefused(kat.get("/schedules/" + id), 404, detail);
        assertRefused(kat.patch("/schedules/" + id, "{\"enabled\": false}"), 404, detail);
        assertThat(kat.delete("/schedules/" + id).status()).isEqualTo(204);
        assertThat(kat.get("/schedules/123.123").status()).isEqualTo(422);
        assertThat(kat.get("/schedules/123.123").text("detail.0.msg")).contains("Input should be a valid UUID");
        assertThat(kat.patch("/schedules/123.123", "{}").status()).isEqualTo(422);
        assertThat(kat.delete("/schedules/123.123").status()).isEqualTo(422);
    }

    @Test
    void aJobOfTheJobsApiIsNoScheduleHere() {
        var job = kat.post("/api/v1/jobs", "{\"name\": \"native\", \"schedule_expr\": \"1d\"}")
                .text("id");

        assertThat(kat.get("/schedules/" + job).status()).isEqualTo(404);
        assertThat(kat.patch("/schedules/" + job, "{\"enabled\": false}").status())
                .isEqualTo(404);
        assertThat(kat.delete("/schedules/" + job).status()).isEqualTo(204);
        assertThat(kat.get("/api/v1/jobs/" + job).status()).isEqualTo(200);
    }

    @Test
    void theJobsApiShowsSchedulesToThoseWhoAskForThem() {
        var schedule = create(REPORT + ", \"deadline_at\": \"2031-01-01\"").text("id");

        assertThat(kat.get("/api/v1/jobs").at("total")).isEqualTo(0);
        var listed = kat.get("/api/v1/jobs?origin=kat");
        assertThat(listed.at("total")).isEqualTo(1);
        assertThat(listed.at("jobs.0.id")).isEqualTo(schedule);
        assertThat(listed.at("jobs.0.schedule_expr")).isEqualTo("manual");
        assertThat(listed.at("jobs.0.next_run")).isEqualTo("2031-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"bogus\": 1}"})
    void aChangeOfNothingIsRefused(String body) {
        var schedule = create(REPORT + ", \"schedule\": \"@daily\"").text("id");
        assertRefused(kat.patch("/schedules/" + schedule, body), 400, "Bad request error occurred: no data to patch");
    }

    @Test
    void aDisabledScheduleKeepsItsDeadline() {
        var made = create(REPORT + ", \"schedule\": \"@daily\"");

        var disabled = kat.patch("/schedules/" + made.text("id"), "{\"enabled\": false, \"bogus\": 1}");

        assertThat(disabled.status()).isEqualTo(200);
        assertThat(disabled.at("enabled")).isEqualTo(false);
        assertThat(disabled.at("deadline_at")).isEqualTo(made.at("deadline_at"));
        assertThat(kat.get("/schedules/" + made.text("id")).at("enabled")).isEqualTo(false);
    }

    @Test
    void anotherCronExpressionMakesAnotherDeadlineUnlessOneIsGiven() {
        var schedule = "/schedules/"
                + create(REPORT + ", \"deadline_at\": \"2031-01-01\"").text("id");

        var hourly = kat.patch(schedule, "{\"schedule\": \"0 * * * *\"}");
        assertThat(hourly.at("schedule")).isEqualTo("0 * * * *");
        assertThat(Instant.parse(hourly.text("deadline_at")))
                .isBetween(kat.now(), kat.now().plusSeconds(3600));

        var given = kat.patch(schedule, "{\"schedule\": \"0 0 * * *\", \"deadline_at\": \"2032-01-01T00:00:00Z\"}");
        assertThat(given.at("deadline_at")).isEqualTo("2032-01-01T00:00:00Z");

        var without = kat.patch(schedule, "{\"schedule\": null}");
        assertThat(without.at("schedule")).isNull();
        assertThat(without.at("deadline_at")).isEqualTo("2032-01-01T00:00:00Z");
        assertThat(kat.patch(schedule, "{\"deadline_at\": null}").at("deadline_at"))
                .isNull();
    }

    @Test
    void aChangeThatCannotBeKeptChangesNothing() {
        var made = create(REPORT + ", \"schedule\": \"@daily\"");
        var schedule = "/schedules/" + made.text("id");

        var badCron = kat.patch(schedule, "{\"schedule\": \".&^%$#\"}");
        assertThat(badCron.status()).isEqualTo(400);
        assertThat(badCron.text("detail")).contains("validation error");
        assertThat(kat.patch(schedule, "{\"data\": {\"bogus\": 1}}").status()).isEqualTo(400);
        assertThat(kat.patch(schedule, "{\"data\": null}").status()).isEqualTo(422);
        assertThat(kat.patch(schedule, "{\"enabled\": \"perhaps\"}").status()).isEqualTo(422);
        assertThat(kat.patch(schedule, "{\"hash\": \"" + "h".repeat(33) + "\"}").status())
                .isEqualTo(422);
        assertThat(kat.get(schedule).json()).isEqualTo(made.json());
    }

    @Test
    void theHashFollowsTheDataUnlessOneIsGiven() {
        var schedule =
                "/schedules/" + create(REPORT + ", \"schedule\": \"@daily\"").text("id");
        var other = "\"data\": {\"organisation_id\": \"org1\", \"report_recipe_id\": \"r1\"}";

        var changed = kat.patch(schedule, "{" + other + "}");
        assertThat(changed.at("hash")).isEqualTo("e2805bbc0ac29935b53a88d3ea52984e");
        assertThat(changed.at("data.report_recipe_id")).isEqualTo("r1");
        assertThat(kat.patch(schedule, "{\"hash\": \"mine\", " + other + "}").at("hash"))
                .isEqualTo("mine");
        assertThat(kat.patch(schedule, "{\"hash\": null}").at("hash")).isNull();

        create(REPORT + ", \"schedule\": \"@daily\"");
        assertThat(kat.patch(schedule, "{\"hash\": \"" + HASH + "\"}").status()).isEqualTo(409);
    }

    @Test
    void aDeletedScheduleIsGoneAndItsTasksLiveOn() {
        var pushed = push("r");
        var schedule = pushed.text("schedule_id");

        assertThat(kat.delete("/schedules/" + schedule).status()).isEqualTo(204);

        assertThat(kat.get("/schedules/" + schedule).status()).isEqualTo(404);
        assertThat(kat.get("/tasks/" + pushed.text("id")).status()).isEqualTo(200);
        assertThat(kat.get("/tasks/" + pushed.text("id")).at("schedule_id")).isNull();
        var task = kat.post("/schedulers/report/pop?limit=1", "");
        assertThat(task.at("results.0.id")).isEqualTo(pushed.text("id"));
        assertThat(task.at("results.0.schedule_id")).isNull();
        assertThat(push("r").text("schedule_id")).isNotEqualTo(schedule);
    }

    @Test
    void aPushMakesTheScheduleOfItsWork() {
        var pushed = push("r");

        var schedule = kat.get("/schedules/" + pushed.text("schedule_id"));
        assertThat(schedule.at("hash")).isEqualTo(HASH);
        assertThat(schedule.at("scheduler_id")).isEqualTo("report");
        assertThat(schedule.at("organisation")).isEqualTo("o");
        assertThat(schedule.at("data.report_recipe_id")).isEqualTo("r");
        assertThat(schedule.at("enabled")).isEqualTo(true);
        assertThat(schedule.at("schedule")).isNull();
        assertThat(schedule.at("deadline_at")).isNull();
    }

    @Test
    void aPushThatIsRefusedMakesNoScheduleAndMovesNone() {
        var schedule = push("r").text("schedule_id");
        kat.patch("/schedules/" + schedule, "{\"deadline_at\": \"2001-01-01\"}");

        assertThat(push("r").status()).isEqualTo(409);

        assertThat(kat.get("/schedules/" + schedule).at("deadline_at")).isEqualTo("2001-01-01T00:00:00Z");
    }

    @Test
    void aPushFindsTheScheduleOfItsWorkAndSaysWhenItIsDueAgain() {
        var cron = create(REPORT + ", \"schedule\": \"0 * * * *\", \"deadline_at\": \"2001-01-01\"");
        assertThat(push("r").at("schedule_id")).isEqualTo(cron.text("id"));
        assertThat(Instant.parse(kat.get("/schedules/" + cron.text("id")).text("deadline_at")))
                .isBetween(kat.now(), kat.now().plusSeconds(3600));
    }

    @ParameterizedTest
    @CsvSource({"2001-01-01, true,", "2031-01-01, true, 2031-01-01T00:00:00Z", "2001-01-01, false, 2001-01-01T00:00:00Z"
    })
    void withoutCronAPastDeadlineIsOverAndADisabledScheduleIsLeftAlone(
            String deadline, boolean enabled, String afterwards) {
        var schedule =
                create(REPORT + ", \"deadline_at\": \"" + deadline + "\"").text("id");
        kat.patch("/schedules/" + schedule, "{\"enabled\": " + enabled + "}");

        assertThat(push("r").at("schedule_id")).isEqualTo(schedule);

        assertThat(kat.get("/schedules/" + schedule).at("deadline_at")).isEqualTo(afterwards);
    }

    @Test
    void aQueueThatMakesNoSchedulesMakesNone() {
        kat.database()
                .update(
                        "INSERT INTO queue (id, ranker, lease_seconds, max_deaths, kat_item)"
                                + " VALUES ('plain', 'priority', 60, 1, 'any') ON CONFLICT DO NOTHING",
                        _ -> {});
        var pushed = kat.post(
                "/schedulers/plain/push", "{\"organisation\": \"o\", \"priority\": 1, \"data\": {\"id\": \"1\"}}");

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.at("schedule_id")).isNull();
    }

    @Test
    void bodiesNeedNoContentType() throws Exception {
        var body = "{\"scheduler_id\": \"report\", \"organisation\": \"o\", \"schedule\": \"@daily\", " + REPORT + "}";
        var request = HttpRequest.newBuilder(URI.create(kat.scheduler().url() + "/schedules"))
                .header("X-API-Key", TestScheduler.KEY)
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void whoShowsNoKeySeesNothing() {
        var stranger = new Client(kat.scheduler().url(), null);
        assertThat(stranger.get("/schedules/" + UUID.randomUUID()).status()).isEqualTo(401);
    }

    private Answer create(String fields) {
        return kat.post("/schedules", "{\"scheduler_id\": \"report\", \"organisation\": \"o\", " + fields + "}");
    }

    private Answer push(String recipe) {
        return kat.post("/schedulers/report/push", """
                {"organisation": "o", "priority": 1,
                 "data": {"organisation_id": "o", "report_recipe_id": "%s"}}
                """.formatted(recipe));
    }

    private static void assertRefused(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("detail")).isEqualTo(detail);
    }
}
