package io.ordo.bench.dispatch;

import io.ordo.bench.load.LoadFailedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** What somebody would write who has no scheduler: requests by the JDK's client, as many under way as Ordo has. */
final class BareClient implements AutoCloseable {
    private static final int UNDER_WAY = 32;

    private final URI url;
    private final HttpClient client;

    BareClient(String url) {
        this.url = URI.create(url);
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** The body of a request, some 120 bytes, which a task has as its payload. */
    static String body(int number) {
        return "{\"n\":" + number + ",\"kind\":\"order\",\"options\":\"" + "x".repeat(80) + "\"}";
    }

    /** Requests in a second. */
    double rate(int requests) throws InterruptedException, ExecutionException {
        var room = new Semaphore(UNDER_WAY);
        var failed = new Semaphore(0);
        long start = System.nanoTime();
        for (int number = 0; number < requests; number++) {
            room.acquire();
            var request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "order-" + number)
                    .POST(BodyPublishers.ofString(body(number)))
                    .build();
            var _ = client.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, wrong) -> {
                if (wrong != null || answer.statusCode() != 204) {
                    failed.release();
                }
                room.release();
            });
        }
        room.acquire(UNDER_WAY);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (failed.availablePermits() > 0) {
            throw new LoadFailedException(failed.availablePermits() + " requests of the bare client failed");
        }
        return requests / seconds;
    }

    @Override
    public void close() {
        client.close();
    }
}
