package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad requests: each is told what to change, none is a 500, and none shows SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {
    private static final String JOBS = "/api/v1/jobs";
    private static final int BODY_LIMIT = 20_000;

    private final TestScheduler scheduler =
            TestScheduler.start(Servers.newDatabase(), Map.of("ordo.loops", "false", "ordo.max-body-size", BODY_LIMIT));
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            name           | 5                             | name                        | type
            name           | ""                            | name                        | length
            name           | "a\\u0000b"                   | name                        | format
            name           | "\\ud800"                     | name                        | format
            name           | null                          | name                        | required
            schedule_expr  | 7                             | schedule_expr               | type
            schedule_expr  | null                          | schedule_expr               | required
            timezone       | []                            | timezone                    | type
            payload        | "text"                        | payload                     | type
            payload        | [1]                           | payload                     | type
            payload        | {"a": "\\u0000"}              | payload                     | format
            payload        | {"\\u0000": 1}                | payload                     | format
            payload        | {"a": [1e131000]}             | payload                     | format
            retry_policy   | 3                             | retry_policy                | type
            retry_policy   | {"max_retries": -1}           | retry_policy.max_retries    | range
            retry_policy   | {"max_retries": 101}          | retry_policy.max_retries    | range
            retry_policy   | {"max_retries": 1.5}          | retry_policy.max_retries    | type
            retry_policy   | {"max_retries": "3"}          | retry_policy.max_retries    | type
            retry_policy   | {"max_retries": 1e999999999}  | retry_policy.max_retries    | range
            retry_policy   | {"retry_delay": "soon"}       | retry_policy.retry_delay    | type
            retry_policy   | {"retry_delay": -1}           | retry_policy.retry_delay    | range
            retry_policy   | {"retry_delay": "2d"}         | retry_policy.retry_delay    | range
            retry_policy   | {"backoff_factor": 0.5}       | retry_policy.backoff_factor | range
            retry_policy   | {"bogus": 1}                  | retry_policy.bogus          | unknown
            owner_id       | 1                             | owner_id                    | type
            status         | "running"                     | status                      | choice
            status         | 1                             | status                      | type
            queue          | "nowhere"                     | queue                       | unknown
            priority       | 0                             | priority                    | range
            priority       | 6                             | priority                    | range
            timeout        | 0                             | timeout                     | range
            timeout        | "8d"                          | timeout                     | range
            timeout        | 1e-999999999                  | timeout                     | range
            deadline       | true                          | deadline                    | type
            bogus          | 1                             | bogus                       | unknown
            id             | "x"                           | id                          | unknown
            """)
    void aWrongFieldIsNamedWithItsRule(String field, String value, String named, String rule) {
        var base = "\"name\": \"x\", \"schedule_expr\": \"1h\", ".replaceAll("\"" + field + "\": \"[^\"]*\", ", "");

        var answer = api.post(JOBS, "{" + base + "\"" + field + "\": " + value + "}");

        assertProblem(answer, 422, "invalid_fields");
        assertThat(answer.at("errors.0.field")).isEqualTo(named);
        assertThat(answer.at("errors.0.rule")).isEqualTo(rule);
        assertThat(answer.text("errors.0.message")).isNotBlank();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var answer = api.post(JOBS, """
                {"schedule_expr": 5, "priority": 9, "retry_policy": {"max_retries": "x", "bogus": 1}, "bogus": 2}
                """);

        assertProblem(answer, 422, "invalid_fields");
        assertThat(answer.body())
                .contains("\"name\"", "\"schedule_expr\"", "\"priority\"", "\"retry_policy.max_retries\"")
                .contains("\"retry_policy.bogus\"", "\"bogus\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{nope}",
                "nonsense",
                "{\"a\": 1,}",
                "{\"name\": \"x\"} trailing",
                "{\"name\": \"x\", \"name\": \"y\"}",
                "{'name': 'x'}",
                "\u0000",
                "{\"a\": NaN}"
            })
    void whatIsNotJsonIsToldWhereItGoesWrong(String body) {
        assertProblem(api.post(JOBS, body), 400, "not_json");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 62, 65, 500})
    void jsonNestedTooDeepIsRefused(int levels) {
        var nested = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);

        assertProblem(api.post(JOBS, nested), 422, "value_not_storable");
        assertProblem(
                api.post("/api/v1/tasks/" + UUID.randomUUID() + "/settle", "{\"result\": " + nested + "}"),
                422,
                "value_not_storable");
    }

    @Test
    void aNumberNobodyCanHoldIsRefused() {
        assertProblem(api.post(JOBS, "{\"payload\": {\"x\": 1e999999999999}}"), 422, "value_not_storable");
        assertProblem(api.post(JOBS, "{\"payload\": {\"x\": " + "9".repeat(5_000) + "}}"), 422, "value_not_storable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"charset=nonsense", "charset=", "charset=utf-16", "charset=latin1"})
    void aBodyIsJsonInUtf8WhateverItSaysOfItself(String charset) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(scheduler.url() + JOBS))
                .header("X-API-Key", TestScheduler.KEY)
                .header("Content-Type", "application/json; " + charset)
                .POST(BodyPublishers.ofString("{\"name\": \"ü\", \"schedule_expr\": \"1h\"}"));

        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"name\":\"ü\"");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(scheduler.url() + JOBS))
                .header("X-API-Key", TestScheduler.KEY)
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xFF, (byte) 0xFE, '"'}));

        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not JSON in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "\"text\"", "null", "true"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertProblem(api.post(JOBS, body), 422, "invalid_fields");
    }

    @Test
    void aMissingBodyIsRefused() {
        assertProblem(api.post(JOBS), 400, "body_missing");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        var body = "{\"name\": \"x\", \"schedule_expr\": \"1h\", \"payload\": {\"a\": \"" + "x".repeat(BODY_LIMIT)
                + "\"}}";

        assertProblem(api.post(JOBS, body), 413, "body_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * *",
                "* * * * * * *",
                "60 * * * *",
                "x * * * *",
                "tomorrow",
                "5",
                "0s",
                "367d",
                "5 m",
                "-5m",
                "2024-13-01T00:00:00Z",
                "2024-01-01",
                "*/0 * * * *",
                "31W * * * *",
                "@fortnightly",
                " "
            })
    void aScheduleThatIsNotUnderstoodIsRefused(String schedule) {
        var answer = api.post(JOBS, "{\"name\": \"x\", \"schedule_expr\": \"" + schedule + "\"}");

        assertProblem(answer, 400, "schedule_refused");
        assertThat(answer.at("detail"))
                .isEqualTo("Invalid schedule expression. Must be valid cron expression or ISO datetime.");
        assertThat(answer.at("errors.0.field")).isEqualTo("schedule_expr");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "2024-01-15T10:30:00Z, UTC, schedule_expr, past",
        "0 0 30 2 *, UTC, schedule_expr, never",
        "1h, Mars/Olympus, timezone, zone",
        "1h, utc, timezone, zone"
    })
    void aScheduleThatCannotBeKeptIsRefused(String schedule, String zone, String field, String rule) {
        var answer = api.post(
                JOBS, "{\"name\": \"x\", \"schedule_expr\": \"%s\", \"timezone\": \"%s\"}".formatted(schedule, zone));

        assertProblem(answer, 400, "schedule_refused");
        assertThat(answer.at("errors.0.field")).isEqualTo(field);
        assertThat(answer.at("errors.0.rule")).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-an-id", "00000000-0000-0000-0000-00000000000", "%00", "..%2f", "ü"})
    void aMalformedIdIsAnUnknownId(String id) {
        assertProblem(api.get(JOBS + "/" + escaped(id)), 404, "job_unknown");
        assertProblem(api.get("/api/v1/runs/" + escaped(id)), 404, "run_unknown");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        var id = UUID.randomUUID();
        assertThat(api.get(JOBS + "/" + id).at("detail")).isEqualTo("Job with id " + id + " not found");
        assertProblem(api.put(JOBS + "/" + id, "{\"name\": \"x\"}"), 404, "job_unknown");
        assertProblem(api.delete(JOBS + "/" + id), 404, "job_unknown");
        assertProblem(api.post(JOBS + "/" + id + "/run"), 404, "job_unknown");
        assertProblem(api.get(JOBS + "/" + id + "/runs"), 404, "job_unknown");
        assertProblem(api.get("/api/v1/runs/" + id), 404, "run_unknown");
        assertProblem(api.get("/api/v1/runs/" + id + "/logs"), 404, "run_unknown");
        assertProblem(api.post("/api/v1/queues/nowhere/pop"), 404, "queue_unknown");
        assertProblem(api.post("/api/v1/queues/%00/pop"), 404, "queue_unknown");
        assertProblem(api.get("/api/v1/nothing"), 404, "path_unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=99999999999",
                "size=0",
                "size=101",
                "size=1.5",
                "status=bogus",
                "owner_id=%00"
            })
    void aQueryOutOfRangeIsRefused(String query) {
        assertProblem(api.get(JOBS + "?" + query), 422, "invalid_fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "wait=31s",
                "wait=-1",
                "wait=soon",
                "lease=1s",
                "lease=2d",
                "worker=%00"
            })
    void aPopOutOfRangeIsRefused(String query) {
        assertProblem(api.post("/api/v1/queues/default/pop?" + query), 422, "invalid_fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"fence\": 1}",
                "{\"fence\": \"1\", \"outcome\": \"succeeded\"}",
                "{\"fence\": 1, \"outcome\": \"lost\"}",
                "{\"fence\": 1, \"outcome\": \"failed\", \"log\": 5}",
                "{\"fence\": 1, \"outcome\": \"failed\", \"retryable\": \"yes\"}",
                "{\"fence\": 1e300, \"outcome\": \"failed\"}",
                "{\"fence\": -1, \"outcome\": \"failed\"}"
            })
    void aSettlementThatSaysNothingClearIsRefused(String body) {
        assertProblem(api.post("/api/v1/tasks/" + UUID.randomUUID() + "/settle", body), 422, "invalid_fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[{}]", "[{\"task_id\": \"x\", \"fence\": 1}]", "5"})
    void aHeartbeatOfNoLeasesIsRefused(String body) {
        assertProblem(api.post("/api/v1/leases/extend", body), 422, "invalid_fields");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        var answer = api.send("PATCH", JOBS, "{}");

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.text("detail")).contains("GET").contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {JOBS, "/api/v1/runs/x", "/nowhere", "/manage/env", "/openapi.yml", "/docs"})
    void nothingIsToldWithoutAKey(String path) {
        assertProblem(new Client(scheduler.url(), null).get(path), 401, "key_missing");
        assertProblem(new Client(scheduler.url(), "a-key-for-tests-onlz").get(path), 401, "key_missing");
    }

    private static String escaped(String id) {
        return id.startsWith("%") || id.contains("%2f") ? id : URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.at("code")).isEqualTo(code);
        assertThat(answer.at("status")).isEqualTo(status);
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(answer.body()).doesNotContainIgnoringCase("select ").doesNotContain("java.");
    }
}
