package io.ordo.scheduler.http.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job says of its planned times, and what became of them, as clients see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobPoliciesIT {
    private static final String JOBS = "/api/v1/jobs";

    private final Store store = Store.on(Servers.newDatabase());
    private final Client api = store.client();

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void stop() {
        store.close();
    }

    @Test
    void aJobHasADefaultForEveryPolicy() {
        var job = api.post(JOBS, """
                {"name": "x", "schedule_expr": "5m"}
                """);
        assertThat(job.status()).as(job.body()).isEqualTo(201);
        assertThat(job.body())
                .contains("\"spread\":0,", "\"dst\":{\"gap\":\"shift\",\"overlap\":\"once\"}", "\"overlap\":\"allow\"")
                .contains("\"catch_up\":{\"policy\":\"last\",\"max_count\":100,\"max_age\":86400,\"spacing\":0}");
    }

    @Test
    void aJobKeepsThePoliciesItWasGivenAndAChangeOfOthersLeavesThem() {
        var id = create("""
                {"name": "x", "schedule_expr": "0 2 * * *", "start_at": "2999-01-01T00:00:00Z",
                 "end_at": "2999-02-01T00:00:00Z", "spread": "10m", "dst": {"gap": "skip", "overlap": "twice"},
                 "catch_up": {"policy": "all", "max_count": 7, "max_age": null, "spacing": "30s"},
                 "overlap": "queue_one"}
                """);
        var changed = api.put(JOBS + "/" + id, """
                {"name": "y", "catch_up": {"policy": "skip"}}
                """);
        assertThat(changed.body())
                .contains("\"start_at\":\"2999-01-01T00:00:00Z\"", "\"end_at\":\"2999-02-01T00:00:00Z\"")
                .contains("\"spread\":600,", "\"dst\":{\"gap\":\"skip\",\"overlap\":\"twice\"}")
                .contains("\"overlap\":\"queue_one\"")
                .contains("\"catch_up\":{\"policy\":\"skip\",\"max_count\":100,\"max_age\":86400,\"spacing\":0}");
        assertThat(Instant.parse(changed.text("next_run")))
                .isBetween(Instant.parse("2999-01-01T02:00:00Z"), Instant.parse("2999-01-01T02:10:00Z"));
    }

    @Test
    void whatIsWrongWithPoliciesIsSaidFieldByField() {
        var refused = api.post(JOBS, """
                {"name": "x", "schedule_expr": "5m", "overlap": "maybe", "spread": "2d", "dst": {"gap": "jump"},
                 "catch_up": {"policy": "some", "max_count": 0}, "start_at": "2999-01-02T00:00:00Z",
                 "end_at": "2999-01-01T00:00:00Z"}
                """);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"overlap\"", "\"spread\"", "\"dst.gap\"", "\"catch_up.policy\"", "\"catch_up.max_count\"")
                .contains("Must not be before start_at.");
    }

    @Test
    void aPauseSaysWhoAndWhyAndWhatItSkippedStandsInTheLedger() {
        var id = create("""
                {"name": "x", "schedule_expr": "1m"}
                """);
        var paused = api.post(JOBS + "/" + id + "/pause", """
                {"note": "Holidays"}
                """);
        assertThat(paused.at("status")).isEqualTo("paused");
        assertThat(paused.at("paused.note")).isEqualTo("Holidays");
        assertThat(paused.at("next_run")).isNull();
        store.clock().advance(Duration.ofMinutes(3));
        var minute = store.clock().now().minus(Duration.ofMinutes(1));
        assertThat(why(id, minute).text("words")).contains("Holidays");

        var resumed = api.post(JOBS + "/" + id + "/resume", "");
        assertThat(resumed.at("status")).isEqualTo("active");
        assertThat(resumed.at("paused")).isNull();
        var ledger = api.get(JOBS + "/" + id + "/occurrences");
        assertThat(ledger.body()).contains("\"count\":3,\"outcome\":\"skipped\",\"reason\":\"paused\"");
        assertThat(why(id, minute).at("verdict")).isEqualTo("skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pause", "/resume"})
    void aCompletedJobIsNeitherPausedNorResumedAndItIsSaidWhatToDo(String verb) {
        var id = create("""
                {"name": "x", "schedule_expr": "1m"}
                """);
        api.post(JOBS + "/" + id + "/terminate");

        var refused = api.post(JOBS + "/" + id + verb);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("job_completed");
        assertThat(refused.text("detail")).contains("schedule_expr", "active");
        assertThat(api.put(JOBS + "/" + id, "{\"status\": \"active\"}").at("status"))
                .isEqualTo("active");
        assertThat(api.post(JOBS + "/" + id + verb).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pause", "/resume", "/run", "/execute", "/terminate"})
    void whoeverSaysMoreOfAJobThanIsUnderstoodIsToldSo(String verb) {
        var id = create("""
                {"name": "x", "schedule_expr": "1m"}
                """);

        var refused = api.post(JOBS + "/" + id + verb, "{\"until\": \"noon\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo("until");
        assertThat(refused.at("errors.0.rule")).isEqualTo("unknown");
        assertThat(api.get(JOBS + "/" + id).at("status")).isEqualTo("active");
        assertThat(api.get(JOBS + "/" + id + "/runs").at("total")).isEqualTo(0);
        assertThat(api.post(JOBS + "/" + id + verb, "{}").status()).isBetween(200, 202);
    }

    @Test
    void oneQuestionSaysWhatBecameOfATime() {
        var id = create("""
                {"name": "x", "schedule_expr": "1m", "catch_up": {"policy": "skip"}}
                """);
        var first = store.clock().now().plus(Duration.ofMinutes(1));
        assertThat(why(id, first).at("verdict")).isEqualTo("to_come");
        assertThat(why(id, first.plusSeconds(1)).at("verdict")).isEqualTo("not_planned");
        store.clock().advance(Duration.ofMinutes(1));
        assertThat(why(id, first).at("verdict")).isEqualTo("due");
        store.planner().runOnce();
        assertThat(why(id, first).at("verdict")).isEqualTo("ran");
        store.clock().advance(Duration.ofMinutes(9));
        store.planner().runOnce();
        assertThat(why(id, first.plusSeconds(60)).at("occurrence.reason")).isEqualTo("missed");
        var noon = api.get(JOBS + "/" + id + "/occurrences/why?at=noon");
        assertThat(noon.status()).isEqualTo(422);
        assertThat(noon.text("detail")).startsWith("at: Must be a date and time from 1900 to 9999, such as");
        assertThat(why(id, "9999-12-31T23:00:00-18:00").status()).isEqualTo(422);
    }

    @Test
    void aTimeBetweenTimesThatWereSkippedTogetherWasNotPlannedAndTheNearestAreNamed() {
        store.clock().set(Instant.parse("2030-01-01T00:00:00Z"));
        var id = create("""
                {"name": "x", "schedule_expr": "@hourly"}
                """);
        api.post(JOBS + "/" + id + "/pause");
        store.clock().advance(Duration.ofHours(5));
        api.post(JOBS + "/" + id + "/resume");
        assertThat(why(id, "2030-01-01T03:00").at("verdict")).isEqualTo("skipped");

        var between = why(id, "2030-01-01T03:30");

        assertThat(between.at("verdict")).isEqualTo("not_planned");
        assertThat(between.at("occurrence")).isNull();
        assertThat(between.at("previous")).isEqualTo("2030-01-01T03:00:00Z");
        assertThat(between.at("next")).isEqualTo("2030-01-01T04:00:00Z");
        assertThat(between.at("words"))
                .isEqualTo("The schedule '@hourly' plans nothing then; the last time before is 2030-01-01T03:00:00Z,"
                        + " next is 2030-01-01T04:00:00Z.");
        api.put(JOBS + "/" + id, "{\"schedule_expr\": \"@daily\"}");
        assertThat(why(id, "2030-01-01T03:30").at("verdict"))
                .as("nobody knows what another schedule planned")
                .isEqualTo("skipped");
    }

    @Test
    void whatChangesOfClocksAndTheBoundsOfTheJobTookAwayIsSaidInWords() {
        store.clock().set(Instant.parse("2030-03-30T12:00:00Z"));
        var id = create("""
                {"name": "x", "schedule_expr": "30 2 * * *", "timezone": "Europe/Amsterdam", "dst": {"gap": "skip"},
                 "start_at": "2030-03-31T00:00:00Z", "end_at": "2030-12-01T00:00:00Z"}
                """);
        assertThat(why(id, "2030-03-31T02:30").text("words"))
                .contains("Europe/Amsterdam are put forward", "dst.gap", "; next is 2030-04-01T00:30:00Z.");
        assertThat(why(id, "2030-10-27T01:30:00Z").text("words")).contains("are put back", "dst.overlap");
        assertThat(why(id, "2030-06-01T02:31").text("words"))
                .startsWith("The schedule '30 2 * * *' plans nothing then; the last time");
        assertThat(why(id, "2030-12-24T02:30").text("words"))
                .isEqualTo("Nothing is planned after the job's end_at, 2030-12-01T00:00:00Z; the last time before is"
                        + " 2030-11-30T01:30:00Z, and none follows.");
        assertThat(why(id, "2030-03-30T02:30").text("words"))
                .isEqualTo("Nothing is planned before the job's start_at, 2030-03-31T00:00:00Z; next is"
                        + " 2030-04-01T00:30:00Z.");
        var shifted = create("""
                {"name": "y", "schedule_expr": "30 2 * * *", "timezone": "Europe/Amsterdam"}
                """);
        assertThat(why(shifted, "2030-03-31T02:30").at("verdict")).isEqualTo("to_come");
    }

    @Test
    void theLedgerIsReadPageByPage() {
        var id = create("""
                {"name": "x", "schedule_expr": "1m"}
                """);
        for (int minute = 0; minute < 3; minute++) {
            store.clock().advance(Duration.ofMinutes(1));
            store.planner().runOnce();
        }
        for (var path : new String[] {JOBS + "/" + id + "/occurrences", "/api/v1/occurrences"}) {
            var page = api.get(path + "?limit=2");
            assertThat(page.body().split("\"planned_at\"")).hasSize(3);
            var rest = api.get(path + "?limit=2&cursor=" + page.text("next_cursor"));
            assertThat(rest.body().split("\"planned_at\"")).hasSize(2);
            assertThat(rest.at("next_cursor")).isNull();
        }
        assertThat(api.get(JOBS + "/" + id + "/occurrences?from=2999-01-01T00:00:00Z")
                        .body())
                .startsWith("{\"items\":[],");
    }

    private Answer why(String id, Instant at) {
        return why(id, at.toString());
    }

    private Answer why(String id, String at) {
        return api.get(JOBS + "/" + id + "/occurrences/why?at=" + at);
    }

    private String create(String job) {
        var made = api.post(JOBS, job);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("id");
    }
}
