package io.ordo.bench.dispatch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;

/** Requests by the JDK's client. */
final class BareRest extends BareClient {
    private static final int MOST_UNDER_WAY = 32;

    private final URI url;
    private final HttpClient client;

    BareRest(String url) {
        super(MOST_UNDER_WAY, 1);
        this.url = URI.create(url);
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Override
    void send(Message message, Sent sent) {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.id().toString())
                .POST(BodyPublishers.ofString(message.body()))
                .build();
        var _ = client.sendAsync(request, BodyHandlers.ofString())
                .whenComplete((answer, wrong) -> sent.ended(wrong == null && answer.statusCode() == 204));
    }

    @Override
    void flush() {}

    @Override
    public void close() {
        client.close();
    }
}
