package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs as people see them and as workers make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsApiIT {
    private static final String POP = "/api/v1/queues/default/pop";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterEach
    void emptyTheQueue() {
        api.post(POP + "?limit=1000");
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aJobRunNowIsARunOfThatJob() {
        var job = aJob();

        var run = api.post("/api/v1/jobs/" + job + "/run");

        assertThat(run.status()).isEqualTo(202);
        assertThat(run.at("message")).isEqualTo("Job queued for immediate execution");
        assertThat(run.at("job_id")).isEqualTo(job);
        assertThat(api.get("/api/v1/jobs/" + job + "/runs").at("runs.0.id")).isEqualTo(run.at("run_id"));
        assertThat(api.post("/api/v1/jobs/" + job + "/execute").at("task_id")).isNotNull();
        assertThat(api.get("/api/v1/jobs/" + job + "/runs").at("total")).isEqualTo(2);
    }

    @Test
    void whoWaitsForARunIsAnsweredWithItOnceItIsFinished() {
        var job = aJob();
        var waited = new AtomicReference<Answer>();

        Race.among(List.of(
                () -> waited.set(api.post("/api/v1/jobs/" + job + "/run?wait=30s")),
                () -> settle(pop("wait=30s"), "\"outcome\": \"succeeded\", \"log\": \"done\"")));

        assertThat(waited.get().status()).isEqualTo(200);
        assertThat(waited.get().at("status")).isEqualTo("success");
        assertThat(waited.get().at("logs")).isEqualTo("done");
        assertThat(api.post("/api/v1/jobs/" + job + "/run?wait=0.1").status()).isEqualTo(202);
        assertThat(api.post("/api/v1/jobs/" + job + "/run?wait=31s").status()).isEqualTo(422);
    }

    @Test
    void aRunIsSeenThroughAllItsStatuses() {
        var run = aRun();
        assertThat(status(run)).isEqualTo("pending");

        var popped = pop("worker=w%201&lease=2m");
        assertThat(popped.at("results.0.id")).isEqualTo(run);
        assertThat(popped.at("results.0.lease.seconds")).isEqualTo(120);
        assertThat(popped.at("results.0.payload.type")).isEqualTo("x");
        assertThat(status(run)).isEqualTo("pending");

        assertThat(start(popped).at("status")).isEqualTo("running");
        assertThat(status(run)).isEqualTo("running");

        var settled = settle(popped, "\"outcome\": \"succeeded\", \"log\": \"out\\u0000put\", \"result\": {\"n\": 1}");
        assertThat(settled.at("status")).isEqualTo("completed");
        var ended = api.get("/api/v1/runs/" + run);
        assertThat(ended.at("status")).isEqualTo("success");
        assertThat(ended.at("logs")).isEqualTo("out\uFFFDput");
        assertThat(ended.at("result.n")).isEqualTo(1);
        assertThat(ended.at("attempts.0.worker")).isEqualTo("w 1");
        assertThat(ended.at("attempts.0.outcome")).isEqualTo("succeeded");
        assertThat(ended.at("finished_at")).isNotNull();
    }

    @Test
    void aFailedRunWaitsForItsRetryAndShowsWhy() {
        var run = aRun();

        settle(
                pop(""),
                "\"outcome\": \"failed\", \"reason\": \"exit_code\", \"exit_code\": 3, \"error\": \"Exit code 3\"");

        var waiting = api.get("/api/v1/runs/" + run);
        assertThat(waiting.at("status")).isEqualTo("retry");
        assertThat(waiting.at("error")).isEqualTo("Exit code 3");
        assertThat(waiting.at("attempts.0.exit_code")).isEqualTo(3);
        assertThat(waiting.at("retry_count")).isEqualTo(0);
    }

    @Test
    void aRunThatCannotBeHelpedFailsAtOnce() {
        var run = aRun();

        settle(pop(""), "\"outcome\": \"failed\", \"reason\": \"bad_payload\", \"retryable\": false");

        assertThat(status(run)).isEqualTo("failed");
        assertThat(api.get("/api/v1/runs/" + run).at("reason")).isEqualTo("bad_payload");
    }

    @Test
    void aLongLogIsCutInListsAndWholeAtItsOwnPath() {
        var run = aRun();
        var log = "0123456789".repeat(20_000);
        settle(pop(""), "\"outcome\": \"succeeded\", \"log\": \"" + log + "\"");

        var shown = api.get("/api/v1/runs/" + run);

        assertThat(shown.text("logs")).hasSize(65_536);
        assertThat(shown.at("logs_truncated")).isEqualTo(true);
        assertThat(api.get("/api/v1/runs/" + run + "/logs").body()).isEqualTo(log);
        assertThat(api.get("/api/v1/runs/" + run + "/logs?attempt=1").type()).startsWith("text/plain");
        assertThat(api.get("/api/v1/runs/" + run + "/logs?attempt=2").status()).isEqualTo(404);
    }

    @Test
    void aLogOfTwentyFiveMillionCharactersIsKept() {
        var run = aRun();
        var log = "0123456789".repeat(2_500_000);

        assertThat(settle(pop(""), "\"outcome\": \"succeeded\", \"log\": \"" + log + "\"")
                        .status())
                .isEqualTo(200);

        assertThat(api.get("/api/v1/runs/" + run + "/logs").body()).hasSize(log.length());
    }

    @Test
    void aCompletedJobThatIsGivenAnotherDateIsActiveAgain() {
        var job = aJob();
        api.put("/api/v1/jobs/" + job, "{\"status\": \"completed\"}");

        var changed = api.put("/api/v1/jobs/" + job, "{\"schedule_expr\": \"2999-01-01T00:00:00Z\"}");

        assertThat(changed.at("status")).isEqualTo("active");
        assertThat(changed.at("next_run")).isEqualTo("2999-01-01T00:00:00Z");
    }

    @Test
    void everyAttemptHasItsOwnLog() {
        var run = aRun();
        api.post("/api/v1/tasks/" + run + "/release", "{\"fence\": " + fence(pop("")) + "}");
        settle(pop(""), "\"outcome\": \"succeeded\", \"log\": \"second\"");

        assertThat(api.get("/api/v1/runs/" + run + "/logs?attempt=1").body()).isEmpty();
        assertThat(api.get("/api/v1/runs/" + run + "/logs").body()).isEqualTo("second");
    }

    @Test
    void aStaleFenceIsToldSoAndMovesNothing() {
        var run = aRun();
        var popped = pop("");
        var stale = "{\"fence\": " + (fence(popped) - 1) + "}";

        assertThat(api.post("/api/v1/tasks/" + run + "/start", stale).at("code"))
                .isEqualTo("stale_fence");
        assertThat(api.post("/api/v1/tasks/" + run + "/release", stale).status())
                .isEqualTo(409);
        var extended = api.post(
                "/api/v1/leases/extend",
                "[{\"task_id\": \"%s\", \"fence\": %d}, {\"task_id\": \"%s\", \"fence\": %d}]"
                        .formatted(run, fence(popped), run, fence(popped) - 1));
        assertThat(extended.at("results.0.status")).isEqualTo(200);
        assertThat(extended.at("results.0.expires_at")).isNotNull();
        assertThat(extended.at("results.1.status")).isEqualTo(409);
        assertThat(extended.at("results.1.code")).isEqualTo("stale_fence");
    }

    @Test
    void aCancelledRunStaysCancelled() {
        var run = aRun();
        var popped = pop("");

        assertThat(api.post("/api/v1/tasks/" + run + "/cancel").at("status")).isEqualTo("cancelled");

        assertThat(settle(popped, "\"outcome\": \"succeeded\"").status()).isEqualTo(409);
        assertThat(status(run)).isEqualTo("cancelled");
        assertThat(api.post("/api/v1/tasks/" + run + "/cancel").at("code")).isEqualTo("task_ended");
        assertThat(api.post("/api/v1/tasks/" + UUID.randomUUID() + "/cancel").status())
                .isEqualTo(404);
    }

    @Test
    void aParkedPopIsAnsweredAsSoonAsATaskIsQueued() {
        var job = aJob();
        var parked = new AtomicReference<Answer>();

        Race.among(List.of(
                () -> parked.set(api.post(POP + "?wait=30s")),
                () -> scheduler.bean(Planner.class).runNow(UUID.fromString(job))));

        assertThat(parked.get().at("results.0.job_id")).isEqualTo(job);
    }

    @Test
    void aParkedPopWhoseCallerLeftTakesNothing() throws Exception {
        var popper = scheduler.bean(Popper.class);
        try (var leaving = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(scheduler.url()).getPort())) {
            leaving.getOutputStream()
                    .write(("POST " + POP + "?wait=30s&worker=ghost HTTP/1.1\r\nHost: localhost\r\n" + "X-API-Key: "
                                    + TestScheduler.KEY + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> popper.parked() == 1);
        }
        await().until(() -> popper.parked() == 0);

        var run = aRun();

        assertThat(pop("worker=heir").at("results.0.id")).isEqualTo(run);
    }

    @Test
    void anEmptyQueueAnswersAnEmptyListWhenTheWaitIsOver() {
        assertThat(api.post(POP).body()).isEqualTo("{\"results\":[],\"settled\":[]}");
        assertThat(api.post(POP + "?wait=0.2").body()).isEqualTo("{\"results\":[],\"settled\":[]}");
    }

    private String aJob() {
        return api.post("/api/v1/jobs", """
                {"name": "x", "schedule_expr": "1d", "payload": {"type": "x"}}
                """).text("id");
    }

    private String aRun() {
        return api.post("/api/v1/jobs/" + aJob() + "/run").text("run_id");
    }

    private String status(String run) {
        return api.get("/api/v1/runs/" + run).text("status");
    }

    private Answer pop(String query) {
        return api.post(POP + "?" + query);
    }

    private Answer start(Answer popped) {
        return api.post(
                "/api/v1/tasks/" + popped.text("results.0.id") + "/start", "{\"fence\": " + fence(popped) + "}");
    }

    private Answer settle(Answer popped, String said) {
        return api.post(
                "/api/v1/tasks/" + popped.text("results.0.id") + "/settle",
                "{\"fence\": " + fence(popped) + ", " + said + "}");
    }

    private static long fence(Answer popped) {
        return Long.parseLong(popped.text("results.0.lease.fence"));
    }
}
