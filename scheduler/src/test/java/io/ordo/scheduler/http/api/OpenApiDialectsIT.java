package io.ordo.scheduler.http.api;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Client schedules and the cron log answer as the document says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiDialectsIT {
    private static final String NOBODY = UUID.randomUUID().toString();

    private final Document document = Document.read();
    private TestScheduler scheduler;
    private Client api;

    @BeforeAll
    void start() {
        scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
        api = scheduler.client();
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void clientSchedulesAnswerAsDescribed() {
        var body =
                document.root().at("/components/examples/client_schedule/value").toString();
        var id = document.check("POST /schedules", api.post("/schedules", body), 200)
                .text("id");
        var update = "POST /schedules/{id}/update";
        document.check(update, api.post("/schedules/" + id + "/update", body), 200);
        document.check(update, api.post("/schedules/" + NOBODY + "/update", body.replace("client", "nobody")), 404);
        document.check(update, api.post("/schedules/" + id + "/update", "{}"), 422);
        document.check(update, api.post("/schedules/" + id + "/update", "{nope"), 422);
        document.check("POST /schedules", api.post("/schedules", body.replace("cron-test", "x".repeat(300))), 422);
        document.check("POST /schedules", api.post("/schedules", body.replace("Asia/Seoul", "Mars")), 400);
        document.check("GET /schedules", api.get("/schedules?application=shop"), 200);
        document.check("GET /schedules", api.get("/schedules"), 200);
        document.check("GET /schedules", api.get("/schedules?application=none"), 404);
        document.check("GET /schedules", api.get("/schedules?key=" + "x".repeat(300)), 422);
        document.check("GET /schedules/{id}", api.get("/schedules/" + id), 200);
        document.check("DELETE /schedules/{id}", api.delete("/schedules/" + id), 200);
        document.check("DELETE /schedules/{id}", api.delete("/schedules/" + id), 204);
        api.post("/schedules", body);
        document.check("DELETE /schedules", api.delete("/schedules"), 400);
        document.check("DELETE /schedules", api.delete("/schedules?key=42"), 200);
        document.check("DELETE /schedules", api.delete("/schedules?key=42"), 404);
    }

    @Test
    void theCronLogAnswersAsDescribed() {
        for (var example :
                document.operation("POST /jobs").described().at("/requestBody/content/application~1json/examples")) {
            var body = example.get("value").toString();
            document.check(
                    "POST /jobs",
                    api.post("/jobs", body.replace("report", UUID.randomUUID().toString())),
                    201);
        }
        var body = "{\"name\": \"x\", \"cron\": \"@daily\"}";
        var id = document.check("POST /jobs", api.post("/jobs", body), 201).text("id");
        document.check("POST /jobs", api.post("/jobs", body), 400);
        document.check("POST /jobs", api.post("/jobs", "{nope"), 400);
        document.check("POST /jobs", api.post("/jobs", "7"), 422);
        document.check("GET /jobs", api.get("/jobs"), 200);
        document.check("GET /jobs/{id}", api.get("/jobs/" + id), 200);
        document.check("GET /jobs/{id}", api.get("/jobs/" + NOBODY), 404);
        document.check("GET /healthcheck", api.get("/healthcheck"), 200);
    }
}
