package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs API as its clients know it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsApiIT {
    private static final String JOBS = "/api/v1/jobs";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aJobIsCreatedWithADefaultForEverythingButNameAndSchedule() {
        var job = api.post(JOBS, """
                {"name": "Hello", "schedule_expr": "*/5 * * * *"}
                """);

        assertThat(job.status()).isEqualTo(201);
        assertThat(job.at("timezone")).isEqualTo("UTC");
        assertThat(job.at("payload.type")).isNull();
        assertThat(job.at("retry_policy.max_retries")).isEqualTo(3);
        assertThat(job.body()).contains("\"retry_delay\":60,").contains("\"backoff_factor\":2}");
        assertThat(job.at("status")).isEqualTo("active");
        assertThat(job.at("queue")).isEqualTo("default");
        assertThat(job.at("priority")).isEqualTo(3);
        assertThat(job.at("timeout")).isEqualTo(300);
        assertThat(Instant.parse(job.text("next_run"))).isAfter(Instant.parse(job.text("created_at")));
        assertThat(job.text("created_at")).endsWith("Z");
    }

    @Test
    void aJobOfAKeyIsMadeOnceAndIsAsItWasSaidLast() {
        var path = JOBS + "/by-key/nightly%20backup";
        var made = api.put(path, "{\"name\": \"Backup\", \"schedule_expr\": \"1h\", \"priority\": 1}");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.at("key")).isEqualTo("nightly backup");
        assertThat(made.at("origin")).isEqualTo("native");

        var again = api.put(path, "{\"name\": \"Backup\", \"schedule_expr\": \"1h\", \"priority\": 1}");
        assertThat(again.at("id")).isEqualTo(made.at("id"));
        assertThat(again.at("next_run")).isEqualTo(made.at("next_run"));
        var other = api.put(path, "{\"name\": \"Backup\", \"schedule_expr\": \"2h\"}");
        assertThat(other.at("id")).isEqualTo(made.at("id"));
        assertThat(other.at("schedule_expr")).isEqualTo("2h");
        assertThat(other.at("priority")).isEqualTo(3);
        assertThat(api.get(JOBS + "?origin=native&size=100").body()).containsOnlyOnce("\"key\":\"nightly backup\"");
    }

    @Test
    void aJobOfAKeyStaysPausedOrCompletedUnlessItIsSaid() {
        var path = JOBS + "/by-key/pausing";
        var job = "{\"name\": \"x\", \"schedule_expr\": \"1h\"}";
        var id = api.put(path, job).text("id");
        api.post(JOBS + "/" + id + "/pause", "{\"note\": \"Holidays\"}");
        assertThat(api.put(path, job).at("status")).isEqualTo("paused");
        assertThat(api.put(path, job.replace("{", "{\"status\": \"active\", ")).at("status"))
                .isEqualTo("active");
        api.post(JOBS + "/" + id + "/terminate");
        assertThat(api.put(path, job).at("status")).isEqualTo("completed");
        assertThat(api.put(path, job.replace("1h", "3h")).at("status")).isEqualTo("active");

        assertThat(api.delete(JOBS + "/" + id).status()).isEqualTo(204);
        assertThat(api.put(path, job).at("id")).isNotEqualTo(id);
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        var refused = api.put(JOBS + "/by-key/" + "x".repeat(256), "{\"name\": \"x\", \"schedule_expr\": \"1h\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo("key");
    }

    @Test
    void aJobKeepsEverythingItWasGiven() {
        var id = create("""
                {"name": "All", "schedule_expr": "30 2 * * MON", "timezone": "Europe/Amsterdam",
                 "payload": {"type": "python_code", "code": "print('ü')", "nested": {"list": [1, 2.5, null, true]}},
                 "retry_policy": {"max_retries": 1, "retry_delay": "90s", "backoff_factor": 1.5},
                 "owner_id": "research", "status": "paused", "priority": 1, "timeout": "2m", "deadline": 0.5}
                """);

        var job = api.get(JOBS + "/" + id);

        assertThat(job.status()).isEqualTo(200);
        assertThat(job.at("schedule_expr")).isEqualTo("30 2 * * MON");
        assertThat(job.at("timezone")).isEqualTo("Europe/Amsterdam");
        assertThat(job.at("payload.code")).isEqualTo("print('ü')");
        assertThat(job.body()).contains("\"list\":[1,2.5,null,true]").contains("\"retry_delay\":90");
        assertThat(job.body()).contains("\"backoff_factor\":1.5").contains("\"deadline\":0.5");
        assertThat(job.at("owner_id")).isEqualTo("research");
        assertThat(job.at("status")).isEqualTo("paused");
        assertThat(job.at("next_run")).isNull();
        assertThat(job.at("timeout")).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/10 * * * *",
                "0 9 * * 1-5",
                "@daily",
                "0 0 1 JAN *",
                "30s",
                "5m",
                "1h",
                "1d",
                "30 0 0 * * *",
                "0 0 LW * *",
                "@Weekdays",
                "in 50s",
                "after 50s",
                "2999-12-31T23:59:59Z",
                "2999-12-31T23:59:59+02:00",
                "2999-12-31T23:59:59"
            })
    void everyKindOfScheduleIsTaken(String schedule) {
        var job = api.post(JOBS, "{\"name\": \"x\", \"schedule_expr\": \"" + schedule + "\"}");

        assertThat(job.status()).as(job.body()).isEqualTo(201);
        assertThat(job.at("next_run")).isNotNull();
    }

    @Test
    void anIntervalIsDueOnePeriodAfterItsCreation() {
        var job = api.post(JOBS, """
                {"name": "x", "schedule_expr": "90s"}
                """);

        assertThat(Instant.parse(job.text("next_run")))
                .isEqualTo(Instant.parse(job.text("created_at")).plusSeconds(90));
    }

    @Test
    void aDateWithoutOffsetIsReadInTheZoneOfTheJob() {
        var job = api.post(JOBS, """
                {"name": "x", "schedule_expr": "2999-07-01T12:00:00", "timezone": "Asia/Tokyo"}
                """);

        assertThat(job.at("next_run")).isEqualTo("2999-07-01T03:00:00Z");
    }

    @Test
    void jobsAreListedNewestFirstAPageAtATimeAndFiltered() {
        IntStream.range(0, 12).forEach(number -> create("""
                {"name": "page %d", "schedule_expr": "1h", "owner_id": "pager", "status": "%s"}
                """.formatted(number, number % 4 == 0 ? "paused" : "active")));

        var first = api.get(JOBS + "?owner_id=pager");
        var second = api.get(JOBS + "?owner_id=pager&page=2&size=10&unknown=ignored");
        var paused = api.get(JOBS + "?owner_id=pager&status=paused");
        var beyond = api.get(JOBS + "?owner_id=pager&page=99");

        assertThat(first.at("total")).isEqualTo(12);
        assertThat(first.at("jobs.0.name")).isEqualTo("page 11");
        assertThat(first.at("jobs.9.name")).isEqualTo("page 2");
        assertThat(first.at("size")).isEqualTo(10);
        assertThat(second.at("jobs.1.name")).isEqualTo("page 0");
        assertThat(second.at("page")).isEqualTo(2);
        assertThat(paused.at("total")).isEqualTo(3);
        assertThat(beyond.body()).startsWith("{\"jobs\":[],\"total\":12");
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        var id = create("""
                {"name": "before", "schedule_expr": "1h", "owner_id": "me", "payload": {"type": "x"}, "priority": 2}
                """);

        var changed = put(id, "{\"name\": \"after\", \"owner_id\": null}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("name")).isEqualTo("after");
        assertThat(changed.at("owner_id")).isNull();
        assertThat(changed.at("payload.type")).isEqualTo("x");
        assertThat(changed.at("priority")).isEqualTo(2);
        assertThat(changed.at("schedule_expr")).isEqualTo("1h");
    }

    @Test
    void anotherScheduleOrZoneGivesAnotherNextRun() {
        var id = create("{\"name\": \"x\", \"schedule_expr\": \"0 12 * * *\"}");
        var utc = api.get(JOBS + "/" + id).text("next_run");

        var tokyo = put(id, "{\"timezone\": \"Asia/Tokyo\"}").text("next_run");
        var dated = put(id, "{\"schedule_expr\": \"2999-01-01T00:00:00Z\"}").text("next_run");

        assertThat(utc).endsWith("T12:00:00Z");
        assertThat(tokyo).endsWith("T03:00:00Z");
        assertThat(dated).isEqualTo("2999-01-01T00:00:00Z");
    }

    @Test
    void pausingTakesTheNextRunAwayAndResumingGivesOne() {
        var id = create("{\"name\": \"x\", \"schedule_expr\": \"1h\"}");

        assertThat(put(id, "{\"status\": \"paused\"}").at("next_run")).isNull();
        assertThat(put(id, "{\"status\": \"active\"}").at("next_run")).isNotNull();
    }

    @Test
    void aDeletedJobIsGone() {
        var id = create("{\"name\": \"x\", \"schedule_expr\": \"1h\"}");

        assertThat(api.delete(JOBS + "/" + id).status()).isEqualTo(204);

        assertThat(api.get(JOBS + "/" + id).status()).isEqualTo(404);
        assertThat(api.delete(JOBS + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(JOBS + "/" + id + "/runs").status()).isEqualTo(404);
    }

    @Test
    void aRefusedChangeChangesNothing() {
        var id = create("{\"name\": \"x\", \"schedule_expr\": \"1h\"}");
        var before = api.get(JOBS + "/" + id).body();

        assertThat(put(id, "{\"name\": \"y\", \"schedule_expr\": \"2001-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);

        assertThat(api.get(JOBS + "/" + id).body()).isEqualTo(before);
    }

    @Test
    void whatTheServiceIsAndHowItFaresIsToldToEverybody() {
        var nobody = new Client(scheduler.url(), null);

        assertThat(nobody.get("/").at("message")).isEqualTo("Scheduler Service API");
        assertThat(nobody.get("/health").at("status")).isEqualTo("healthy");
        assertThat(nobody.get("/health").at("service")).isEqualTo("scheduler");
        assertThat(nobody.get("/manage/health/readiness").status()).isEqualTo(200);
        assertThat(nobody.get("/manage/health/liveness").status()).isEqualTo(200);
    }

    private String create(String body) {
        var answer = api.post(JOBS, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    private Answer put(String id, String body) {
        return api.put(JOBS + "/" + id, body);
    }
}
