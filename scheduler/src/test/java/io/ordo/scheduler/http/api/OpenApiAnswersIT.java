package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered is what the document says: status, content type and every field. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiAnswersIT {
    private static final String NOBODY = UUID.randomUUID().toString();
    private static final String REPORT = "{\"organisation\": \"o\", \"priority\": 1, \"data\":"
            + " {\"organisation_id\": \"o\", \"report_recipe_id\": \"popped\"}}";
    private static final String MALFORMED = "no-such-id";

    /** Any text may be a tenant's. */
    private static final String TENANTS = "/api/v1/tenants/";

    private final Document document = Document.read();
    private TestScheduler scheduler;
    private Client api;

    private static final String CONNECTION =
            "{\"name\": \"%s\", \"type\": \"rest\", \"settings\": {\"url\": \"http://a.invalid/\"}}";

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
    void theServiceAnswersAsDescribed() {
        check("GET /", api.get("/"), 200);
        check("GET /health", api.get("/health"), 200);
        check("GET /openapi.yml", api.get("/openapi.yml"), 200);
        check("GET /metrics", api.get("/metrics"), 200);
    }

    @Test
    void theSigningKeyAnswersAsDescribed() {
        check("GET /api/v1/signing-key", api.get("/api/v1/signing-key"), 200);
        check("POST /api/v1/signing-key/rotate", api.post("/api/v1/signing-key/rotate"), 200);
    }

    @Test
    void jobsAnswerAsDescribed() {
        for (var example : document.operation("POST /api/v1/jobs")
                .described()
                .at("/requestBody/content/application~1json/examples")) {
            var body = document.resolve(example).get("value").toString();
            check("POST /api/v1/jobs", api.post("/api/v1/jobs", body), 201);
        }
        var job = "/api/v1/jobs/" + aJob();

        check("GET /api/v1/jobs", api.get("/api/v1/jobs"), 200);
        check("GET /api/v1/jobs/{id}", api.get(job), 200);
        for (var example : document.operation("PUT /api/v1/jobs/{id}")
                .described()
                .at("/requestBody/content/application~1json/examples")) {
            check("PUT /api/v1/jobs/{id}", api.put(job, example.get("value").toString()), 200);
        }
        check("POST /api/v1/jobs/{id}/run", api.post(job + "/run"), 400);
        var kept = api.put("/api/v1/jobs/by-key/x", "{\"name\": \"x\", \"schedule_expr\": \"1d\"}");
        check("PUT /api/v1/jobs/by-key/{key}", kept, 200);
        check("DELETE /api/v1/jobs/{id}", api.delete(job), 204);
    }

    @Test
    void aPageThatIsNotAskedForIsTheFirstOfTheSizeDescribed() {
        for (String list : new String[] {"/api/v1/jobs", "/api/v1/jobs/" + aJob() + "/runs"}) {
            assertThat(api.get(list).at("page"))
                    .isEqualTo(document.root()
                            .at("/components/parameters/Page/schema/default")
                            .intValue());
            assertThat(api.get(list).at("size"))
                    .isEqualTo(document.root()
                            .at("/components/parameters/Size/schema/default")
                            .intValue());
        }
    }

    @Test
    void aRunAnswersAsDescribedFromItsBeginningToItsEnd() {
        var job = "/api/v1/jobs/" + aJob();
        check("POST /api/v1/jobs/{id}/execute", api.post(job + "/execute"), 202);
        var run = "/api/v1/runs/"
                + check("POST /api/v1/jobs/{id}/run", api.post(job + "/run"), 202)
                        .text("run_id");
        check("GET /api/v1/runs/{id}", api.get(run), 200);
        check("GET /api/v1/runs/{id}/logs", api.get(run + "/logs"), 404);

        var pop = api.post("/api/v1/queues/default/pop?limit=1000&worker=w1&lease=30s&wait=1");
        check("POST /api/v1/queues/{id}/pop", pop, 200);
        var lease = new Held(pop.text("results.0.id"), pop.text("results.0.lease.fence"));
        var task = "/api/v1/tasks/" + lease.task();
        check("POST /api/v1/tasks/{id}/start", api.post(task + "/start", lease.fenceBody()), 200);
        check("POST /api/v1/leases/extend", api.post("/api/v1/leases/extend", lease.andALostOne()), 200);
        check("GET /api/v1/jobs/{id}/runs", api.get(job + "/runs"), 200);
        check("POST /api/v1/tasks/{id}/settle", api.post(task + "/settle", lease.settled()), 200);
        check("POST /api/v1/tasks/{id}/release", api.post(task + "/release", lease.fenceBody()), 409);
        check("POST /api/v1/tasks/{id}/cancel", api.post(task + "/cancel"), 409);
        check("GET /api/v1/runs/{id}", api.get("/api/v1/runs/" + lease.task()), 200);
        check("GET /api/v1/runs/{id}/logs", api.get("/api/v1/runs/" + lease.task() + "/logs"), 200);
    }

    @Test
    void templatesAndTheirJobsAnswerAsDescribed() {
        var example = document.operation("POST /api/v1/templates")
                .described()
                .at("/requestBody/content/application~1json/example");
        check("POST /api/v1/templates", api.post("/api/v1/templates", example.toString()), 201);
        check("POST /api/v1/templates", api.post("/api/v1/templates", example.toString()), 409);
        check("GET /api/v1/templates", api.get("/api/v1/templates"), 200);
        var template = "/api/v1/templates/send-otp";
        check("GET /api/v1/templates/{name}", api.get(template), 200);
        check("PUT /api/v1/templates/{name}", api.put(template, "{\"title\": \"Send it\"}"), 200);
        var job = check(
                "POST /api/v1/templates/{name}/jobs",
                api.post(template + "/jobs", "{\"payload\": {\"user_id\": 5}}"),
                201);
        check("POST /api/v1/templates/{name}/jobs", api.post(template + "/jobs", "{}"), 422);
        check("GET /rest-job-scheduler/schemas", api.get("/rest-job-scheduler/schemas"), 200);
        check("GET /rest-job-scheduler/jobs", api.get("/rest-job-scheduler/jobs"), 200);
        check("POST /rest-job-scheduler/create", api.post("/rest-job-scheduler/create"), 400);
        check("POST /api/v1/jobs/{id}/terminate", api.post("/api/v1/jobs/" + job.text("id") + "/terminate"), 200);
        check("DELETE /api/v1/templates/{name}", api.delete(template), 204);
        check("GET /api/v1/templates/{name}", api.get(template), 404);
    }

    @Test
    void progressAnswersAsDescribed() {
        api.post("/api/v1/jobs/" + aJob() + "/run");
        var task = "/api/v1/tasks/"
                + api.post("/api/v1/queues/default/pop?limit=1").text("results.0.id");
        check("POST /api/v1/tasks/{id}/progress", api.post(task + "/progress", "{\"percent\": 40}"), 200);
        check("GET /api/v1/tasks/{id}", api.get(task), 200);
        api.post(task + "/cancel");
        check("POST /api/v1/tasks/{id}/progress", api.post(task + "/progress", "{\"percent\": 40}"), 409);
    }

    @Test
    void aTaskIsReleasedAndCancelledAsDescribed() {
        api.post("/api/v1/jobs/" + aJob() + "/run");
        var pop = api.post("/api/v1/queues/default/pop?limit=1");
        var lease = new Held(pop.text("results.0.id"), pop.text("results.0.lease.fence"));
        var task = "/api/v1/tasks/" + lease.task();

        check("POST /api/v1/tasks/{id}/release", api.post(task + "/release", lease.fenceBody()), 200);
        check("POST /api/v1/tasks/{id}/cancel", api.post(task + "/cancel"), 200);
    }

    @Test
    void openKatsTasksAnswerAsDescribed() {
        var id = "04c20198-9a4b-4111-8000-0000000000aa";
        api.post("/api/v1/queues/report/push", """
                {"id": "%s", "owner_id": "o", "payload": {"organisation_id": "o", "report_recipe_id": "pushed"}}
                """.formatted(id));
        check("GET /tasks", api.get("/tasks"), 200);
        check("POST /tasks", api.post("/tasks"), 200);
        check("POST /tasks", api.post("/tasks", "{\"filters\": {\"xor\": []}}"), 400);
        check("POST /tasks", api.post("/tasks", "\"" + "x".repeat(2 << 20) + "\""), 413);
        check("POST /tasks", api.post("/tasks?limit=-1", "{}"), 422);
        check("POST /tasks", api.post("/tasks", "{nope"), 422);
        check("GET /tasks/stats", api.get("/tasks/stats"), 200);
        check("GET /tasks/stats/{id}", api.get("/tasks/stats/report"), 200);
        check("GET /tasks/{id}", api.get("/tasks/" + id), 200);
        check("GET /tasks/{id}", api.get("/tasks/" + NOBODY), 404);
        check("GET /tasks/{id}", api.get("/tasks/" + MALFORMED), 422);
    }

    @Test
    void everyOperationRefusesAStrangerAsDescribed() {
        var stranger = new Client(scheduler.url(), null);
        for (var operation : document.operations()) {
            if (!operation.isOpen()) {
                var answer = stranger.send(operation.method(), operation.pathTo(NOBODY), "{}");
                check(operation.name(), answer, 401);
            }
        }
    }

    @Test
    void everyOperationRefusesAMalformedIdAsDescribed() {
        for (var operation : document.ownOperations()) {
            if (operation.path().contains("{id}") && !operation.path().startsWith(TENANTS)) {
                String body = operation.path().endsWith("settle")
                        ? "{\"fence\": 1, \"outcome\": \"failed\"}"
                        : "{\"fence\": 1}";
                var answer = api.send(operation.method(), operation.pathTo(MALFORMED), body);
                check(operation.name(), answer, 404);
            }
        }
    }

    @Test
    void everyOperationRefusesBrokenBodiesAsDescribed() {
        var job = aJob();
        api.post("/api/v1/templates", "{\"name\": \"%s\"}".formatted(job));
        api.post("/api/v1/connections", CONNECTION.formatted(job));
        for (var operation : document.ownOperations()) {
            if (operation.described().has("requestBody")) {
                var path = operation.pathToOneOf(job);
                check(operation.name(), api.send(operation.method(), path, "{nope"), 400);
                if (document.resolve(operation.described().get("requestBody"))
                        .path("required")
                        .asBoolean()) {
                    check(operation.name(), api.send(operation.method(), path, null), 400);
                }
                check(operation.name(), api.send(operation.method(), path, "7"), 422);
            }
        }
        check("POST /api/v1/jobs", api.post("/api/v1/jobs", "\"" + "x".repeat(2 << 20) + "\""), 413);
        check("POST /api/v1/jobs", api.post("/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"x\"}"), 400);
        check("GET /api/v1/jobs", api.get("/api/v1/jobs?page=0&status=busy"), 422);
    }

    @Test
    void connectionsAnswerAsDescribed() {
        var path = "/api/v1/connections";
        check("POST " + path, api.post(path, CONNECTION.formatted("described")), 201);
        check("POST " + path, api.post(path, CONNECTION.formatted("described")), 409);
        check("GET " + path, api.get(path), 200);
        check("GET " + path + "/{name}", api.get(path + "/described"), 200);
        check("GET " + path + "/{name}", api.get(path + "/nope"), 404);
        check("PUT " + path + "/{name}", api.put(path + "/described", "{\"rate\": {\"per_second\": 2}}"), 200);
        check("POST " + path + "/{name}/test", api.post(path + "/described/test"), 200);
        api.post("/api/v1/templates", """
                {"name": "of-described", "target": {"type": "rest", "connection": "described"}}
                """);
        check("DELETE " + path + "/{name}", api.delete(path + "/described"), 409);
        api.delete("/api/v1/templates/of-described");
        check("DELETE " + path + "/{name}", api.delete(path + "/described"), 204);
    }

    @Test
    void openKatsQueuesAnswerAsDescribed() {
        check("GET /schedulers", api.get("/schedulers"), 200);
        check("GET /schedulers/{id}", api.get("/schedulers/report"), 200);
        check("GET /schedulers/{id}", api.get("/schedulers/nope"), 404);
        check("PATCH /schedulers/{id}", api.send("PATCH", "/schedulers/report", "{\"enabled\": true}"), 200);
        check("PATCH /schedulers/{id}", api.send("PATCH", "/schedulers/report", "{}"), 400);
        check("PATCH /schedulers/{id}", api.send("PATCH", "/schedulers/report", "{nope"), 422);
        check("GET /queues", api.get("/queues"), 200);
        check("GET /queues/{id}", api.get("/queues/report"), 200);
        check("GET /queues/{id}", api.send("DELETE", "/queues/report", null), 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/schedulers/{id}", "/queues/{id}"})
    void openKatsTasksAnswerAsDescribed(String queue) {
        String push = "POST " + queue + "/push";
        String path = queue.replace("{id}", "report") + "/push";
        String body = document.operation(push)
                .described()
                .at("/requestBody/content/application~1json/example")
                .toString();

        String task = check(push, api.post(path, body), 201).text("id");
        check(push, api.post(path, body), 409);
        check(push, api.post(path, "{\"organisation\": \"o\", \"data\": {}}"), 400);
        check(push, api.post(path, "{}"), 422);
        check(push, api.post(path.replace("report", "nope"), body), 404);
        check("PATCH /tasks/{id}", api.send("PATCH", "/tasks/" + task, "{\"status\": \"completed\"}"), 200);
        check("PATCH /tasks/{id}", api.send("PATCH", "/tasks/" + task, "{\"status\": \"completed\"}"), 409);
        check("PATCH /tasks/{id}", api.send("PATCH", "/tasks/" + task, "{}"), 400);
        check("PATCH /tasks/{id}", api.send("PATCH", "/tasks/" + NOBODY, "{\"priority\": 1}"), 404);
        check("PATCH /tasks/{id}", api.send("PATCH", "/tasks/" + MALFORMED, "{\"priority\": 1}"), 422);
    }

    @ParameterizedTest
    @CsvSource({"POST, /schedulers/{id}/pop", "POST, /queues/{id}/pop", "GET, /queues/{id}/pop"})
    void openKatsPopsAnswerAsDescribed(String method, String path) {
        String pop = method + " " + path;
        String report = path.replace("{id}", "report");
        for (String query : new String[] {"", "?limit=1", "?worker=w", "?limit=1&worker=w&lease=30s"}) {
            api.post("/queues/report/push", REPORT);
            check(pop, api.send(method, report + query, null), 200);
            check(pop, api.send(method, report + query, null), 200);
        }
        check(pop, api.send(method, report + "?limit=x", null), 422);
        check(pop, api.send(method, path.replace("{id}", "nope"), null), 404);
    }

    @Test
    void unknownPathsAndMethodsAreRefusedAsDescribed() {
        check("GET /api/v1/jobs", api.get("/api/v1/nowhere"), 404);
        check("GET /api/v1/jobs", api.send("PATCH", "/api/v1/jobs", null), 405);
    }

    private String aJob() {
        return api.post("/api/v1/jobs", "{\"name\": \"Hello\", \"schedule_expr\": \"@daily\"}")
                .text("id");
    }

    private Answer check(String operation, Answer answer, int status) {
        return document.check(operation, answer, status);
    }

    /** A lease, as a worker speaks of it. */
    private record Held(String task, String fence) {
        String fenceBody() {
            return "{\"fence\": %s}".formatted(fence);
        }

        String andALostOne() {
            return "[{\"task_id\": \"%s\", \"fence\": %s}, {\"task_id\": \"%s\", \"fence\": 0}]"
                    .formatted(task, fence, NOBODY);
        }

        String settled() {
            return "{\"fence\": %s, \"outcome\": \"failed\", \"retryable\": false, \"error\": \"no\", \"log\": \"hi\"}"
                    .formatted(fence);
        }
    }
}
