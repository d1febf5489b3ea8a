package io.ordo.scheduler.http.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.backfilling.Backfiller;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.tidy.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backfills as clients see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackfillIT {
    private static final String JOBS = "/api/v1/jobs/";
    private static final String BACKFILLS = "/api/v1/backfills/";
    private static final String A_DAY = "\"from\": \"2029-12-31T00:00:00Z\", \"to\": \"2030-01-01T00:00:00Z\"";

    /** What is sent and what comes back, on the page. */
    private static final Pattern SAMPLE =
            Pattern.compile("(?s)/backfill\" \\\\\\n  -d '([^']*)'\\n```\\n\\n```json\\n(.*?)\\n```");

    private final Store store = Store.on(Servers.newDatabase());
    private final Client api = store.client();

    @BeforeEach
    void startAtNewYear() {
        store.clock().set(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void stop() {
        store.close();
    }

    @Test
    void aDryRunTellsWhatWouldBeMadeAndMakesNothing() {
        var job = create("@hourly");
        var survey = backfill(job, A_DAY + ", \"dry_run\": true");
        assertThat(survey.status()).as(survey.body()).isEqualTo(200);
        assertThat(survey.at("planned")).isEqualTo(24);
        assertThat(survey.at("would_make")).isEqualTo(24);
        assertThat(survey.at("ran")).isEqualTo(0);
        assertThat(survey.at("open")).isEqualTo(0);
        assertThat(survey.size("times")).isEqualTo(10);
        assertThat(survey.at("times.0")).isEqualTo("2029-12-31T00:00:00Z");
        assertThat(run()).isFalse();
        assertThat(api.get(JOBS + job + "/runs").at("total")).isEqualTo(0);
        assertThat(api.get(JOBS + job + "/backfills").size("items")).isZero();
    }

    @Test
    void aBackfillIsFollowedFromTheRequestToItsEnd() {
        var job = create("@hourly");
        var asked = backfill(job, A_DAY + ", \"rate\": 20, \"note\": \"new customer\"");
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        var path = BACKFILLS + asked.text("id");
        assertThat(asked.header("Location")).contains(path);
        assertThat(asked.at("status")).isEqualTo("queued");
        assertThat(asked.at("rate")).isEqualTo(20);
        assertThat(asked.at("note")).isEqualTo("new customer");

        run();
        var halfway = api.get(path);
        assertThat(halfway.at("status")).isEqualTo("running");
        assertThat(halfway.at("total")).isEqualTo(24);
        assertThat(halfway.at("made")).isEqualTo(20);
        assertThat(api.post(path + "/pause").at("status")).isEqualTo("paused");
        assertThat(run()).isFalse();
        assertThat(api.post(path + "/resume").at("status")).isEqualTo("running");
        run();

        assertThat(api.get(path).at("status")).isEqualTo("done");
        assertThat(api.get(path).at("made")).isEqualTo(24);
        assertThat(api.get(JOBS + job + "/runs").at("total")).isEqualTo(24);
        assertThat(api.get(JOBS + job + "/backfills").at("items.0.id")).isEqualTo(asked.at("id"));
        var again = backfill(job, A_DAY + ", \"dry_run\": true");
        assertThat(again.at("ran")).isEqualTo(24);
        assertThat(again.at("would_make")).isEqualTo(0);
    }

    @Test
    void whoAsksWhyATimeRanThatWasBackfilledIsToldItsTask() {
        var job = create("@hourly");
        api.post(JOBS + job + "/pause", "{}");
        store.clock().advance(Duration.ofHours(5));
        api.post(JOBS + job + "/resume");
        assertThat(why(job, "2030-01-01T03:00").at("occurrence.reason")).isEqualTo("paused");
        assertThat(why(job, "2029-12-31T03:00").at("verdict")).isEqualTo("before_job");

        backfill(job, "\"from\": \"2030-01-01T03:00:00Z\", \"to\": \"2030-01-01T04:00:00Z\"");
        run();

        var why = why(job, "2030-01-01T03:00");
        assertThat(why.at("verdict")).isEqualTo("ran");
        var run = api.get(JOBS + job + "/runs").text("runs.0.id");
        assertThat(why.text("words")).isEqualTo("It got task " + run + ".");
        assertThat(why(job, "2030-01-01T02:00").at("occurrence.until")).isEqualTo("2030-01-01T02:00:00Z");
        assertThat(why(job, "2030-01-01T04:00").at("occurrence.count")).isEqualTo(2);
        assertThat(why(job, "2030-01-01T05:00").at("verdict")).isEqualTo("skipped");
    }

    @Test
    void aCancelledBackfillIsOverForGood() {
        var job = create("@hourly");
        var path = BACKFILLS + backfill(job, A_DAY).text("id");
        assertThat(api.post(path + "/cancel").at("status")).isEqualTo("cancelled");
        assertThat(run()).isFalse();
        for (var verb : new String[] {"/pause", "/resume", "/cancel"}) {
            assertRefused(api.post(path + verb, "{\"why\": 1}"), 422, "invalid_fields");
            assertRefused(api.post(path + verb), 409, "backfill_ended");
        }
        assertRefused(api.get(BACKFILLS + UUID.randomUUID()), 404, "backfill_unknown");
        assertRefused(api.post(BACKFILLS + "none/pause"), 404, "backfill_unknown");
    }

    @Test
    void aRequestThatIsSentAgainAsksForOne() {
        var job = create("@hourly");
        var sender = api.with("Idempotency-Key", "once");
        var path = JOBS + job + "/backfill";
        var first = sender.post(path, "{" + A_DAY + "}");
        var second = sender.post(path, "{" + A_DAY + "}");
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.at("id")).isEqualTo(first.at("id"));
        assertThat(second.header("Idempotency-Replayed")).contains("true");
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .contains(BACKFILLS + first.text("id"));
        assertThat(api.get(JOBS + job + "/backfills").size("items")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "now", "after 50s"})
    void whatHasNoPlannedTimesIsRefused(String schedule) {
        var refused = backfill(create(schedule), A_DAY);
        assertRefused(refused, 422, "backfill_refused");
        assertThat(refused.at("errors.0.rule")).isEqualTo("not_planned");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-01T00:00:00Z, 2030-01-01T00:00:01Z, future",
        "2029-12-31T00:00:00Z, 2029-12-31T00:00:00Z, empty",
        "2029-12-31T00:00:00Z, 2029-12-31T02:46:41Z, too_many"
    })
    void aWindowIsAsLongAsItMayBeAndEndsBeforeTheFuture(String from, String to, String rule) {
        var refused = backfill(create("@secondly"), "\"from\": \"" + from + "\", \"to\": \"" + to + "\"");
        assertRefused(refused, 422, "backfill_refused");
        assertThat(refused.at("errors.0.field")).isEqualTo("to");
        assertThat(refused.at("errors.0.rule")).isEqualTo(rule);
    }

    @Test
    void theRefusalOfALongWindowSaysHowMuchMayBeAskedFor() {
        var job = create("@secondly");
        var refused = backfill(job, "\"from\": \"2029-12-31T00:00:00Z\", \"to\": \"2029-12-31T02:46:41Z\"");
        assertThat(refused.text("detail")).contains("10000").contains("2029-12-31T02:46:40Z");
        assertThat(backfill(job, "\"from\": \"2029-12-31T00:00:00Z\", \"to\": \"2029-12-31T02:46:40Z\"")
                        .at("total"))
                .isEqualTo(10_000);
    }

    @Test
    void theBoundsOfTheJobHoldForItsBackfills() {
        var bounded = api.post("/api/v1/jobs", """
                        {"name": "x", "schedule_expr": "@hourly", "start_at": "2029-12-31T22:00:00Z"}
                        """).text("id");
        assertThat(backfill(bounded, A_DAY).at("total")).isEqualTo(2);
        run();
        var none = backfill(create("1h"), A_DAY);
        assertThat(none.at("total")).isEqualTo(0);
        run();
        assertThat(api.get(BACKFILLS + none.text("id")).at("status")).isEqualTo("done");
    }

    @Test
    void aCompletedJobIsNotBackfilled() {
        var job = create("@hourly");
        api.post(JOBS + job + "/terminate");
        assertThat(backfill(job, A_DAY).at("errors.0.rule")).isEqualTo("completed");
        assertRefused(backfill(UUID.randomUUID().toString(), A_DAY), 404, "job_unknown");
    }

    @Test
    void whoRunsAJobByHandWhoseTaskIsInTheWayIsToldSo() {
        for (var overlap : new String[] {"skip", "queue_one"}) {
            var job = api.post("/api/v1/jobs", """
                            {"name": "x", "schedule_expr": "manual", "overlap": "%s"}
                            """.formatted(overlap)).text("id");
            var run = api.post(JOBS + job + "/run").text("run_id");
            var refused = api.post(JOBS + job + "/run");
            assertRefused(refused, 409, "job_under_way");
            assertThat(refused.text("detail")).contains(run);
            assertRefused(api.post(JOBS + job + "/execute"), 409, "job_under_way");
        }
    }

    @Test
    void theSampleOfThePageIsWhatIsAnswered() {
        var page = Repository.files().stream()
                .filter(file -> file.name().endsWith("docs/schedules.md"))
                .findFirst()
                .orElseThrow()
                .text();
        var sample = SAMPLE.matcher(page);
        assertThat(sample.find()).isTrue();
        store.clock().advance(Duration.ofMinutes(-30));
        var job = create("@hourly");
        for (int hour = 0; hour <= 24; hour++) {
            store.clock().advance(hour == 0 ? Duration.ofMinutes(30) : Duration.ofHours(1));
            api.post(JOBS + job + (hour == 3 || hour == 4 ? "/pause" : "/resume"), "{}");
            store.planner().runOnce();
        }
        var answer = api.post(JOBS + job + "/backfill", sample.group(1));
        assertThat(answer.body().replace(job, "JOB"))
                .isEqualTo(sample.group(2).replaceAll("\\s", "").replaceAll("0198c1c2-[0-9a-f-]+", "JOB"));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.at("code")).isEqualTo(code);
    }

    private Answer backfill(String job, String fields) {
        return api.post(JOBS + job + "/backfill", "{" + fields + "}");
    }

    private Answer why(String job, String at) {
        return api.get(JOBS + job + "/occurrences/why?at=" + at);
    }

    /** A second later. */
    private boolean run() {
        store.clock().advance(Duration.ofSeconds(1));
        return store.bean(Backfiller.class).runOnce();
    }

    private String create(String schedule) {
        var made = api.post("/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"%s\"}".formatted(schedule));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("id");
    }
}
