package io.ordo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.api.AttemptView;
import io.ordo.api.RunView;
import io.ordo.standalone.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scheduler and worker as the processes they are, from a posted job to its log; and each of them killed on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerticalIT {
    private static final String KEY = "a-key-for-tests-only";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path directory;

    private final int port = freePort();
    private final JobsClient api = new JobsClient("http://127.0.0.1:" + port, KEY);
    private EmbeddedDatabase database;
    private Program scheduler;

    @BeforeAll
    void start() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "a-password\n");
        database = EmbeddedDatabase.start(Files.createDirectory(directory.resolve("data")), password);
        scheduler = launchScheduler(port);
    }

    @AfterAll
    void stop() throws Exception {
        scheduler.close();
        database.close();
    }

    @Test
    void pythonShellAndNumbersRunOnScheduleWithTheirLogs() throws Exception {
        Shell.paste("python3 --version");
        var python = api.create("2s", "{\"type\": \"python_code\", \"code\": \"print(6 * 7)\"}");
        var shell = api.create("2s", "{\"type\": \"shell_script\", \"script\": \"echo shell; echo oh >&2\"}");
        var numbers = api.create(
                "2s", "{\"type\": \"number_crunching\", \"operation\": \"prime_numbers\", \"limit\": 10000}");

        try (var _ = launchWorker("all-rounder")) {
            assertThat(firstEnded(python).logs()).isEqualTo("42\n");
            assertThat(firstEnded(shell).logs()).isEqualTo("shell\noh\n");
            assertThat(firstEnded(numbers).logs())
                    .isEqualTo("Prime numbers up to 10000: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]... (total: 1229)\n");
            for (var job : List.of(python, shell, numbers)) {
                assertThat(firstEnded(job).status()).isEqualTo("success");
                assertThat(firstEnded(job).plannedAt()).isNotNull();
                api.delete(job);
            }
        }
    }

    @Test
    void theFieldsOfACronLogsJobAreALineOfItsLogAtEachFire() throws Exception {
        var job = api.createLogged("{\"job_name\": \"cities\", \"cron\": \"* * * * * *\", \"city\": \"Pune\"}");
        var log = directory.resolve("logs/cities.log");
        try (var _ = launchWorker("scribe")) {
            await().atMost(PATIENCE).until(() -> Files.exists(log) && Files.readAllLines(log).size() >= 2);
            assertThat(firstEnded(job).status()).isEqualTo("success");
            api.delete(job);
        }
        assertThat(Files.readAllLines(log)).containsOnly("{\"city\":\"Pune\"}");
    }

    @Test
    void codeThatNeedsWhatTheInterpreterLacksFailsWithTheInterpretersOwnWords() throws Exception {
        Shell.paste("python3 --version");
        var job = api.create("1d", """
                {"type": "python_code", "code": "import no_such_module"}, "retry_policy": {"max_retries": 0}
                """.strip());

        try (var _ = launchWorker("pythonist")) {
            api.run(job);

            var run = firstEnded(job);
            assertThat(run.status()).isEqualTo("failed");
            assertThat(run.reason()).isEqualTo("exit_code");
            assertThat(run.logs()).contains("Traceback").contains("No module named 'no_such_module'");
            assertThat(run.error()).contains("Exit code 1").contains("ModuleNotFoundError");
        }
    }

    @Test
    void aJobWhoseWorkerIsKilledCompletesOnceMoreAndTheFirstAttemptIsOnRecord() throws Exception {
        var marker = directory.resolve("second-attempt");
        var job = api.create("1d", """
                {"type": "shell_script", "script": "if [ -e %1$s ]; then echo again; else touch %1$s; sleep 300; fi"}
                """.formatted(marker).strip());
        try (var doomed = launchWorker("doomed", "5s")) {
            api.run(job);
            await().atMost(PATIENCE).until(() -> Files.exists(marker));
            doomed.kill();
        }

        try (var _ = launchWorker("heir")) {
            var run = firstEnded(job);
            assertThat(run.status()).isEqualTo("success");
            assertThat(run.logs()).isEqualTo("again\n");
            assertThat(run.attempts()).extracting(AttemptView::outcome).containsExactly("lost", "succeeded");
            assertThat(run.attempts()).extracting(AttemptView::worker).containsExactly("doomed", "heir");
            assertThat(run.retryCount()).isZero();
        }
    }

    @Test
    void aKilledSchedulerLosesNothingAndTheWorkerGoesOnAcrossIt() throws Exception {
        var started = directory.resolve("started");
        var release = directory.resolve("release");
        var job = api.create("1d", """
                {"type": "shell_script", "script": "touch %s; until [ -e %s ]; do sleep 0.1; done; echo survived"}
                """.formatted(started, release).strip());
        try (var _ = launchWorker("patient")) {
            api.run(job);
            await().atMost(PATIENCE).until(() -> Files.exists(started));
            scheduler.kill();
            Files.createFile(release);
            scheduler = launchScheduler(port);

            var run = firstEnded(job);
            assertThat(run.status()).isEqualTo("success");
            assertThat(run.logs()).isEqualTo("survived\n");
            assertThat(run.attempts()).hasSize(1);
        }
    }

    @Test
    void twoSchedulersOnOneDatabasePlanEachTimeOnce() throws Exception {
        var job = api.create("1s", "{\"type\": \"number_crunching\", \"operation\": \"fibonacci\"}");
        try (var _ = launchScheduler(freePort());
                var _ = launchWorker("counter")) {
            await().atMost(PATIENCE).until(() -> api.runs(job).size() >= 8);
        }
        api.delete(job);
    }

    @Test
    void aStopLetsRunningWorkEndBeforeTheWorkerGoes() throws Exception {
        var started = directory.resolve("draining");
        var release = directory.resolve("drained");
        var job = api.create("1d", """
                {"type": "shell_script", "script": "touch %s; until [ -e %s ]; do sleep 0.1; done; echo drained"}
                """.formatted(started, release).strip());
        try (var worker = launchWorker("polite")) {
            api.run(job);
            await().atMost(PATIENCE).until(() -> Files.exists(started));
            worker.terminate();
            worker.awaitOutput("stopping");
            Files.createFile(release);
            worker.awaitExitStatus();
        }

        assertThat(firstEnded(job).logs()).isEqualTo("drained\n");
    }

    @Test
    void aSchedulerWithoutAUsableSettingSaysWhichAndEnds() throws Exception {
        try (var keyless = Program.launch(
                "io.ordo.scheduler.app.SchedulerApplication", Map.of("ORDO_API_KEY", "short"), directory)) {
            assertThat(keyless.awaitExitStatus()).isEqualTo(2);
            assertThat(keyless.output()).isEqualTo("ORDO_API_KEY must have at least 16 characters.\n");
        }
        try (var restless = Program.launch(
                "io.ordo.scheduler.app.SchedulerApplication",
                Map.of("ORDO_API_KEY", KEY, "ORDO_PLAN_INTERVAL", "5"),
                directory)) {
            assertThat(restless.awaitExitStatus()).isEqualTo(2);
            assertThat(restless.output())
                    .isEqualTo("ORDO_PLAN_INTERVAL must be a whole number and one of ms s m, from 10ms to 1m;"
                            + " it was '5'.\n");
        }
    }

    private RunView firstEnded(String job) {
        return await().atMost(PATIENCE)
                .until(
                        () -> api.runs(job).stream()
                                .filter(run -> run.finishedAt() != null)
                                .toList(),
                        ended -> !ended.isEmpty())
                .getLast();
    }

    private Program launchScheduler(int listenPort) throws IOException {
        return Program.launch(
                        "io.ordo.scheduler.app.SchedulerApplication",
                        Map.of(
                                "ORDO_API_KEY",
                                KEY,
                                "ORDO_HOST",
                                "127.0.0.1",
                                "ORDO_PORT",
                                Integer.toString(listenPort),
                                "ORDO_DATABASE_URL",
                                Objects.requireNonNull(database).jdbcUrl(),
                                "ORDO_DATABASE_USER",
                                database.user(),
                                "ORDO_DATABASE_PASSWORD",
                                "a-password"),
                        directory)
                .awaitOutput("scheduler_started");
    }

    private Program launchWorker(String name) throws IOException {
        return launchWorker(name, "60s");
    }

    private Program launchWorker(String name, String lease) throws IOException {
        return Program.launch(
                        "io.ordo.worker.WorkerApplication",
                        Map.of(
                                "ORDO_API_KEY",
                                KEY,
                                "ORDO_URL",
                                "http://127.0.0.1:" + port,
                                "ORDO_WORKER_NAME",
                                name,
                                "ORDO_WORKER_LEASE",
                                lease,
                                "ORDO_WORKER_PORT",
                                "0"),
                        directory)
                .awaitOutput("Worker started");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
