package io.ordo.bench.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The running Ordo, as the demo speaks to it. Whatever it refuses ends the demo with a {@link DemoRefusedException}.
 */
final class Ordo implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_ATTEMPTS = 10;
    private static final String QUEUES = "/queues/";

    private final Address address;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private volatile boolean ended;

    Ordo(Address address) {
        this.address = address;
    }

    /** An answer and its body. */
    private record Answer(String request, int status, JsonNode body) {
        JsonNode expect(int expected) {
            if (status != expected) {
                throw new DemoRefusedException(request + " answered " + status + ": "
                        + body.path("detail").asText(body.toString()));
            }
            return body;
        }
    }

    /** Makes a queue, without what a demo left there that was not allowed to end; returns when it was made. */
    Instant make(String queue, Object ranker) throws InterruptedException {
        var form = Map.of("id", queue, "ranker", ranker);
        var answer = post("/queues", form);
        if (answer.status() == 409) {
            remove(queue);
            answer = post("/queues", form);
        }
        return Instant.parse(answer.expect(201).path("created_at").asText());
    }

    /** Pushes tasks; all must be accepted. */
    void push(String queue, List<Map<String, Object>> tasks) throws InterruptedException {
        requireNotEnded();
        for (JsonNode one : post(QUEUES + queue + "/push", tasks).expect(201).path("results")) {
            if (one.path("status").asInt() != 201) {
                throw new DemoRefusedException("A push was refused: " + one);
            }
        }
    }

    /**
     * Pops one task, waiting a second at most.
     *
     * @param finished what the worker has finished, or null
     * @return missing when there is none
     */
    JsonNode pop(String queue, @Nullable Map<String, Object> finished) throws InterruptedException {
        requireNotEnded();
        var body = finished == null ? Map.of() : Map.of("settle", List.of(finished));
        return post(QUEUES + queue + "/pop?wait=1&worker=demo", body)
                .expect(200)
                .path("results")
                .path(0);
    }

    /** Why a task waits; empty where Ordo does not know such a question. */
    Optional<JsonNode> explain(UUID task) throws InterruptedException {
        var answer = send("GET", "/tasks/" + task + "/explain", null);
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.expect(200));
    }

    /** From now on nobody pushes or pops any more: whoever tries is refused. */
    void end() {
        ended = true;
    }

    /** Cancels whatever is left in a queue, and removes it; again when something came meanwhile. */
    void remove(String queue) throws InterruptedException {
        var answer = removeOnce(queue);
        for (int again = 1; again < MOST_ATTEMPTS && answer.status() == 409; again++) {
            answer = removeOnce(queue);
        }
        answer.expect(204);
    }

    private Answer removeOnce(String queue) throws InterruptedException {
        var all = Map.of("action", "cancel", "filter", Map.of("queue", queue));
        boolean more = true;
        while (more) {
            more = post("/tasks/bulk", all).expect(200).path("more").asBoolean();
        }
        return send("DELETE", QUEUES + queue, null);
    }

    private void requireNotEnded() {
        if (ended) {
            throw new DemoRefusedException("The demo was ended.");
        }
    }

    private Answer post(String path, Object body) throws InterruptedException {
        try {
            return send("POST", path, MAPPER.writeValueAsString(body));
        } catch (JsonProcessingException notWritten) {
            throw new IllegalArgumentException(notWritten);
        }
    }

    private Answer send(String method, String path, @Nullable String body) throws InterruptedException {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(address.url() + "/api/v1" + path))
                .method(method, publisher)
                .header("X-API-Key", address.key())
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw new DemoRefusedException("The Ordo at " + address
                        + " refuses the key: set ORDO_API_KEY to the one that `make run` printed, or"
                        + " that this Ordo was started with.");
            }
            return new Answer(method + " " + path, answer.statusCode(), read(answer.body()));
        } catch (IOException noAnswer) {
            throw new DemoRefusedException("No Ordo answers at " + address
                    + ": start one with `make run` in another terminal, or say with ORDO_URL where one is.");
        }
    }

    private static JsonNode read(String text) throws JsonProcessingException {
        return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
