package io.ordo.worker.client;

import io.micronaut.serde.ObjectMapper;
import io.ordo.api.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as JSON over HTTP; every answer and every silence is told to the {@link
 * Reachability}.
 */
final class Exchange implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final int TOO_MANY_REQUESTS = 429;

    private final SchedulerAddress address;
    private final Reachability reachability;
    private final ObjectMapper json = ObjectMapper.getDefault();
    // HTTP/1.1: a request called off closes its connection, which tells the scheduler to stop parking it.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    Exchange(SchedulerAddress address, Reachability reachability) {
        this.address = address;
        this.reachability = reachability;
    }

    /** A POST to the path; without a body when that is null. */
    HttpRequest post(String path, @Nullable Object body, Duration timeout) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(timeout).header("X-API-Key", address.apiKey());
        if (body == null) {
            return request.POST(BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return received(http.send(request, BodyHandlers.ofByteArray()));
        } catch (SchedulerUnavailable e) {
            throw e;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofByteArray());
    }

    /** Notes that an answer came, and whether from a scheduler that can serve. */
    HttpResponse<byte[]> received(HttpResponse<byte[]> answer) throws IOException {
        int status = answer.statusCode();
        if (status >= 500 || status == TOO_MANY_REQUESTS) {
            throw failed(new SchedulerUnavailable(status));
        }
        reachability.succeeded();
        return answer;
    }

    /** Notes that no answer came. */
    IOException failed(Throwable cause) {
        IOException failure = cause instanceof IOException io ? io : new IOException(cause);
        reachability.failed(failure);
        return failure;
    }

    /** The answer's body, if the answer is good. */
    <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws IOException {
        check(answer);
        T body = json.readValue(answer.body(), type);
        if (body == null) {
            throw new IOException("The scheduler answered without a body");
        }
        return body;
    }

    /** Throws unless the answer is good. */
    void check(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 300) {
            throw new SchedulerRefusal(answer.statusCode(), detail(answer));
        }
    }

    private String detail(HttpResponse<byte[]> answer) {
        try {
            Problem problem = json.readValue(answer.body(), Problem.class);
            return problem == null ? "no reason given" : problem.detail();
        } catch (IOException _) {
            return "an answer that is not problem+json; is this the scheduler's address?";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
