package io.ordo.bench.ordo;

import io.ordo.bench.load.Endpoint;
import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.LoadFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A queue to measure on.
 *
 * @param ledger of all that was acknowledged on it
 */
public record BenchQueue(Endpoint endpoint, Kind kind, Ledger ledger) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int EXISTS = 409;
    private static final String QUEUES = "/api/v1/queues";
    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");

    /**
     * What kind of queue.
     *
     * @param tenants how many submit to it by turns; 0: nobody in particular
     */
    public record Kind(String id, String ranker, int tenants) {
        /** The one that nearly everything is measured on, in FIFO order. */
        public static final Kind ORDINARY = new Kind("bench", "fifo", 0);
    }

    /** Makes the queue unless it is there. It tells no events. */
    public void make() throws IOException, InterruptedException {
        var answer = send(request(QUEUES)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"id\":\"" + kind.id() + "\",\"ranker\":\"" + kind.ranker() + "\",\"events\":false}")));
        if (answer.statusCode() != CREATED && answer.statusCode() != EXISTS) {
            throw new LoadFailedException("POST " + QUEUES + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Orders what is pushed from now on by another ranker; to be asked for while nothing is queued. */
    public void rankBy(String ranker) throws IOException, InterruptedException {
        var answer = send(request(QUEUES + "/" + kind.id())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"ranker\":\"" + ranker + "\"}")));
        if (answer.statusCode() != OK) {
            throw new LoadFailedException("PUT " + QUEUES + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** How many tasks wait in it, by its own word. */
    public long size() throws IOException, InterruptedException {
        var answer = send(request(QUEUES + "/" + kind.id()).GET());
        var size = SIZE.matcher(answer.body());
        if (answer.statusCode() != OK || !size.find()) {
            throw new LoadFailedException(
                    "GET " + QUEUES + "/" + kind.id() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Long.parseLong(size.group(1));
    }

    /** The head of a request to push. */
    byte[] push() {
        return endpoint.post(QUEUES + "/" + kind.id() + "/push");
    }

    /** The head of a request to pop. */
    byte[] pop(int limit, String more) {
        return endpoint.post(QUEUES + "/" + kind.id() + "/pop?worker=bench&limit=" + limit + more);
    }

    /** The head of a request to settle many tasks. */
    byte[] settle() {
        return endpoint.post("/api/v1/tasks/settle");
    }

    /** The head of a request to settle one task in two parts: up to its id, and from there on. */
    List<byte[]> settleOne() {
        byte[] whole = endpoint.post("/api/v1/tasks/#/settle");
        int id = new String(whole, StandardCharsets.US_ASCII).indexOf('#');
        return List.of(Arrays.copyOf(whole, id), Arrays.copyOfRange(whole, id + 1, whole.length));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .header("X-API-Key", endpoint.key())
                .timeout(PATIENCE);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
