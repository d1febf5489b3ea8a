package io.ordo.scheduler.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.Wire;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A scheduler that loses its database says so, loses nothing else, and goes on when the database is back. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void anOutageIsAnsweredAsOneAndEndsByItself() throws Exception {
        var database = Servers.newDatabase();
        try (var wire = Wire.to(database);
                var scheduler = TestScheduler.on(wire.near(database))) {
            var api = scheduler.client();
            var job = api.post("/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"1s\"}")
                    .text("id");
            await().atMost(PATIENCE).until(() -> runs(api, job) > 0);

            wire.cut();

            var refused = api.get("/api/v1/jobs");
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.at("code")).isEqualTo("database_unavailable");
            var toldOpenKat = api.post("/schedulers/report/pop");
            assertThat(toldOpenKat.status()).as(toldOpenKat.body()).isEqualTo(503);
            assertThat(toldOpenKat.type()).startsWith("application/json");
            assertThat(toldOpenKat.header("Retry-After")).contains("5");
            assertThat(toldOpenKat.text("detail")).startsWith("A database error occurred: The database did not answer");
            assertThat(api.get("/health").status()).isEqualTo(503);
            assertThat(api.get("/health").at("status")).isEqualTo("unhealthy");
            assertThat(api.get("/manage/health/readiness").status()).isEqualTo(503);
            assertThat(api.get("/manage/health/liveness").status()).isEqualTo(200);

            wire.mend();

            await().atMost(PATIENCE).until(() -> api.get("/health").status() == 200);
            int before = runs(api, job);
            await().atMost(PATIENCE).until(() -> runs(api, job) > before);
        }
    }

    /** Requests that are answered together are told together: nobody waits until each before him was tried alone. */
    @Test
    void everybodyIsToldOfAnOutage() throws Exception {
        var database = Servers.newDatabase();
        try (var wire = Wire.to(database);
                var scheduler = TestScheduler.withoutLoops(wire.near(database))) {
            var lane = new Lane(scheduler.client(), "default");
            lane.task("");
            wire.cut();
            Queue<Integer> answers = new ConcurrentLinkedQueue<>();

            Race.among(60, () -> {
                answers.add(lane.push("{\"payload\": {}}").status());
                answers.add(lane.pop("").status());
            });

            assertThat(answers).hasSize(120).containsOnly(503);
            wire.mend();
            await().atMost(PATIENCE).until(() -> lane.pop("").size("results") == 1);
        }
    }

    /** The other end is gone, and nobody is told: an answer that is waited for never comes. */
    @Test
    void aDatabaseThatFallsSilentIsGivenUp() throws Exception {
        var database = Servers.newDatabase();
        try (var wire = Wire.to(database);
                var scheduler = TestScheduler.start(
                        wire.near(database),
                        Map.of(
                                "ordo.loops",
                                "false",
                                "datasources.default.data-source-properties.socketTimeout",
                                "2"));
                var other = DriverManager.getConnection(database.url(), database.user(), database.password());
                var lock = other.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE job");
            var answer = threads.submit(() -> scheduler.client().get("/api/v1/jobs"));
            await().atMost(PATIENCE).until(() -> isSomebodyWaiting(lock));

            wire.freeze();
            other.rollback();

            assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status())
                    .isEqualTo(503);
            wire.mend();
            await().atMost(PATIENCE)
                    .until(() -> scheduler.client().get("/api/v1/jobs").status() == 200);
        }
    }

    private static boolean isSomebodyWaiting(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    private static int runs(Client api, String job) {
        return Integer.parseInt(api.get("/api/v1/jobs/" + job + "/runs").text("total"));
    }
}
