package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.lab.Lab;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is answered of rankers and simulations is what the document says, down to the last field of a result. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiRankersIT {
    private final Document document = Document.read();
    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void rankersAnswerAsDescribed() {
        var lane = Lane.make(api, "described", "");
        var ranker = lane.path("/ranker");

        check("GET /api/v1/rankers", api.get("/api/v1/rankers"), 200);
        for (var example : document.operation("PUT /api/v1/queues/{id}/ranker")
                .described()
                .at("/requestBody/content/application~1json/examples")) {
            check(
                    "PUT /api/v1/queues/{id}/ranker",
                    api.put(ranker, example.get("value").toString()),
                    200);
        }
        var started = api.post(ranker + "/shadow", "{\"ranker\": \"priority\"}");
        check("POST /api/v1/queues/{id}/ranker/shadow", started, 200);
        scheduler.bean(KnownShadows.class).runOnce();
        lane.task("\"priority\": 5");
        lane.task("\"priority\": 1, \"owner_id\": \"a\"");
        scheduler.bean(KnownShadows.class).runOnce();
        var shown = check("GET /api/v1/queues/{id}/ranker", api.get(ranker), 200);
        assertThat(shown.at("shadow.samples")).isEqualTo(2);
        check("POST /api/v1/queues/{id}/ranker/activate", api.post(ranker + "/activate"), 200);
        check("POST /api/v1/queues/{id}/ranker/activate", api.post(ranker + "/activate"), 409);
        check("POST /api/v1/queues/{id}/ranker/rollback", api.post(ranker + "/rollback"), 200);
        check("DELETE /api/v1/queues/{id}/ranker/shadow", api.delete(ranker + "/shadow"), 200);
        check("POST /api/v1/queues/{id}/ranker/rollback", api.post("/api/v1/queues/default/ranker/rollback"), 409);
    }

    @Test
    void simulationsAnswerAsDescribed() {
        var lane = Lane.make(api, "mail", "\"ranker\": \"fifo\"");
        lane.task("\"priority\": 5, \"owner_id\": \"a\"");
        lane.task("");
        lane.end("succeeded");
        lane.end("failed");

        for (var example : document.operation("POST /api/v1/rankers/simulate")
                .described()
                .at("/requestBody/content/application~1json/examples")) {
            var body = example.get("value").toString().replaceAll("2030-01-1[56]", "2000-01-01");
            var whole = body.replaceFirst("\"to\":\"2000-01-01", "\"to\":\"2100-01-01");
            var asked = check("POST /api/v1/rankers/simulate", api.post("/api/v1/rankers/simulate", whole), 202);
            var path = "/api/v1/simulations/" + asked.text("id");
            check("GET /api/v1/simulations/{id}", api.get(path), 200);
            scheduler.bean(Lab.class).runOnce();
            var done = check("GET /api/v1/simulations/{id}", api.get(path), 200);
            assertThat(done.at("result.attempts")).isEqualTo(2);
            check("DELETE /api/v1/simulations/{id}", api.delete(path), 409);
        }
        check("GET /api/v1/simulations", api.get("/api/v1/simulations"), 200);
    }

    private Answer check(String operation, Answer answer, int status) {
        assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(status);
        var response = document.resolve(
                document.operation(operation).described().get("responses").get(String.valueOf(status)));
        var type = answer.type().replaceFirst(";.*", "");
        try {
            var schema = response.get("content").get(type).get("schema");
            assertThat(document.faults(schema, Document.JSON.readTree(answer.body())))
                    .as("%s: %s", operation, answer)
                    .isEmpty();
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer.toString(), notJson);
        }
        return answer;
    }
}
