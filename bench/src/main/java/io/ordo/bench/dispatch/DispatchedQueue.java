package io.ordo.bench.dispatch;

import io.ordo.bench.load.Endpoint;
import io.ordo.bench.load.LoadFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A queue of Ordo whose tasks go to targets. */
final class DispatchedQueue implements AutoCloseable {
    private static final String ID = "dispatched";
    private static final int BATCH = 1_000;
    private static final int CREATED = 201;
    private static final int EXISTS = 409;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final HttpClient client = HttpClient.newHttpClient();

    DispatchedQueue(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Makes it unless it is there. It tells no events. */
    void make() throws IOException, InterruptedException {
        int status = post(
                "", "{\"id\":\"" + ID + "\",\"ranker\":\"fifo\",\"events\":false,\"dispatch\":true}", CREATED, EXISTS);
        if (status == EXISTS) {
            resume();
        }
    }

    void pause() throws IOException, InterruptedException {
        post("/" + ID + "/pause", "{}", 200);
    }

    void resume() throws IOException, InterruptedException {
        post("/" + ID + "/resume", "{}", 200);
    }

    /** @param target of each of them, JSON */
    void push(int tasks, String target) throws IOException, InterruptedException {
        for (int from = 0; from < tasks; from += BATCH) {
            var batch = IntStream.range(from, Math.min(tasks, from + BATCH))
                    .mapToObj(number -> "{\"payload\":" + Message.body(number) + ",\"target\":" + target + "}")
                    .collect(Collectors.joining(",", "[", "]"));
            post("/" + ID + "/push", batch, CREATED, 200);
        }
    }

    /** Whether nothing waits in it and nothing is under way. */
    boolean isDone() throws IOException, InterruptedException {
        var answer = client.send(request("/" + ID).GET().build(), BodyHandlers.ofString());
        return answer.body().contains("\"size\":0,") && answer.body().contains("\"leased\":0,");
    }

    private int post(String path, String body, int... expected) throws IOException, InterruptedException {
        var answer = client.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (IntStream.of(expected).noneMatch(status -> status == answer.statusCode())) {
            throw new LoadFailedException("POST " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.url() + "/api/v1/queues" + path))
                .header("X-API-Key", endpoint.key())
                .timeout(PATIENCE);
    }

    @Override
    public void close() {
        client.close();
    }
}
