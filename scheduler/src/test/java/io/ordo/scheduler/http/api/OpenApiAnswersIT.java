package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is answered is what the document says: status, content type and every field. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiAnswersIT {
    private static final String NOBODY = UUID.randomUUID().toString();
    private static final String MALFORMED = "no-such-id";

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
    void theServiceAnswersAsDescribed() {
        check("GET /", api.get("/"), 200);
        check("GET /health", api.get("/health"), 200);
        check("GET /openapi.yml", api.get("/openapi.yml"), 200);
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
    void aTaskIsReleasedAndCancelledAsDescribed() {
        api.post("/api/v1/jobs/" + aJob() + "/run");
        var pop = api.post("/api/v1/queues/default/pop?limit=1");
        var lease = new Held(pop.text("results.0.id"), pop.text("results.0.lease.fence"));
        var task = "/api/v1/tasks/" + lease.task();

        check("POST /api/v1/tasks/{id}/release", api.post(task + "/release", lease.fenceBody()), 200);
        check("POST /api/v1/tasks/{id}/cancel", api.post(task + "/cancel"), 200);
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
        for (var operation : document.operations()) {
            if (operation.path().contains("{id}")) {
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
        for (var operation : document.operations()) {
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
    void unknownPathsAndMethodsAreRefusedAsDescribed() {
        check("GET /api/v1/jobs", api.get("/api/v1/nowhere"), 404);
        check("GET /api/v1/jobs", api.send("PATCH", "/api/v1/jobs", null), 405);
    }

    private String aJob() {
        return api.post("/api/v1/jobs", "{\"name\": \"Hello\", \"schedule_expr\": \"@daily\"}")
                .text("id");
    }

    /** Checks an answer against its description and gives it back. */
    private Answer check(String operation, Answer answer, int status) {
        assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(status);
        var responses = document.operation(operation).described().get("responses");
        var response = document.resolve(
                responses.path(String.valueOf(status)).isMissingNode()
                        ? responses.get("default")
                        : responses.get(String.valueOf(status)));
        if (!response.has("content")) {
            assertThat(answer.body()).as(operation).isEmpty();
            return answer;
        }
        var content = response.get("content");
        var type = answer.type().replaceFirst(";.*", "");
        assertThat(content.fieldNames()).toIterable().as(operation).contains(type);
        assertThat(document.faults(content.get(type).get("schema"), value(type, answer)))
                .as("%s: %s", operation, answer)
                .isEmpty();
        return answer;
    }

    private static JsonNode value(String type, Answer answer) {
        try {
            return type.endsWith("json")
                    ? Document.JSON.readTree(answer.body())
                    : Document.JSON.getNodeFactory().textNode(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer.toString(), notJson);
        }
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
