package io.ordo.scheduler.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.StillScheduler;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.upkeep.Census;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final String REPORT =
            "{\"organisation\":\"o\",\"priority\":7,\"data\":{\"organisation_id\":\"o\",\"report_recipe_id\":\"%s\"}}";

    private TestScheduler scheduler;

    @BeforeAll
    void start() {
        scheduler =
                TestScheduler.start(Servers.newDatabase(), Map.of("ordo.loops", "false", "ordo.metrics-open", "true"));
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void whatEndedIsCountedAtEachLookHoweverOftenAndWhenever() {
        try (var still = StillScheduler.on(Servers.newDatabase())) {
            assertThat(ended(still)).isEmpty();
            int round = 0;
            for (var pause : List.of(25, 25, 70, 25, 3_600, 25, 200_000, 25)) {
                String completed = push(still, "completed-" + round);
                still.patch("/tasks/" + completed, "{\"status\": \"completed\"}");
                still.post("/api/v1/tasks/" + push(still, "cancelled-" + round) + "/cancel", "");
                String failed = push(still, "failed-" + round);
                still.patch("/tasks/" + failed, "{\"status\": \"failed\"}");
                round++;

                still.scheduler().bean(Census.class).runOnce();

                assertThat(ended(still))
                        .contains(counted("completed", round), counted("cancelled", round), counted("failed", round));
                still.advance(Duration.ofSeconds(pause));
            }
        }
    }

    private static List<String> ended(StillScheduler still) {
        return still.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.matches("scheduler_task_status_counts.*(completed|cancelled|failed).*"))
                .toList();
    }

    private static String push(StillScheduler still, String recipe) {
        return still.post("/schedulers/report/push", REPORT.formatted(recipe)).text("id");
    }

    private static String counted(String status, int tasks) {
        return "scheduler_task_status_counts{scheduler_id=\"report\",status=\"" + status + "\"} " + tasks;
    }

    @Test
    void tasksAreCountedWhereTheyStand() {
        var api = scheduler.client();
        String completed =
                api.post("/schedulers/report/push", REPORT.formatted("r1")).text("id");
        api.send("PATCH", "/tasks/" + completed, "{\"status\": \"completed\"}");
        String cancelled =
                api.post("/schedulers/report/push", REPORT.formatted("r2")).text("id");
        api.send("PATCH", "/tasks/" + cancelled, "{\"status\": \"cancelled\"}");
        String running =
                api.post("/schedulers/report/push", REPORT.formatted("r3")).text("id");
        api.send("PATCH", "/tasks/" + running, "{\"status\": \"running\"}");
        api.post("/schedulers/report/push", REPORT.formatted("r4"));
        scheduler.bean(Census.class).runOnce();

        var metrics = new Client(scheduler.url(), null).get("/metrics");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.type()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body().lines())
                .contains(
                        "# TYPE scheduler_qsize gauge",
                        "scheduler_qsize{scheduler_id=\"report\"} 1",
                        "scheduler_qsize{scheduler_id=\"boefje\"} 0",
                        "scheduler_task_status_counts{scheduler_id=\"report\",status=\"pending\"} 0",
                        "scheduler_task_status_counts{scheduler_id=\"report\",status=\"queued\"} 1",
                        "scheduler_task_status_counts{scheduler_id=\"report\",status=\"dispatched\"} 0",
                        "scheduler_task_status_counts{scheduler_id=\"report\",status=\"running\"} 1",
                        "scheduler_task_status_counts{scheduler_id=\"report\",status=\"completed\"} 1",
                        "scheduler_task_status_counts{scheduler_id=\"report\",status=\"cancelled\"} 1",
                        "ordo_queue_tasks{queue=\"report\",status=\"running\"} 1",
                        "ordo_queue_paused{queue=\"default\"} 0",
                        "app_settings_info{pq_maxsize=\"0\",pq_grace_period=\"0\",pq_max_random_objects=\"0\","
                                + "monitor_organisations_interval=\"0\"} 1")
                .noneMatch(line -> line.startsWith("scheduler_qsize{scheduler_id=\"default\""));
    }
}
