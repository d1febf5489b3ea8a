package io.ordo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.ordo.api.JobView;
import io.ordo.api.RunPage;
import io.ordo.api.RunView;
import io.ordo.api.dialect.LoggedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;

/** A person with the jobs API at hand. */
record JobsClient(String url, String key) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = ObjectMapper.getDefault();

    /** Creates a job; the payload may be followed by further fields. Returns its id. */
    String create(String schedule, String payload) throws IOException, InterruptedException {
        var body = "{\"name\": \"a job\", \"schedule_expr\": \"%s\", \"payload\": %s}".formatted(schedule, payload);
        return read(send("POST", "/api/v1/jobs", body, 201), JobView.class).id().toString();
    }

    /** Creates a job of the cron log. Returns its id. */
    String createLogged(String body) throws IOException, InterruptedException {
        return read(send("POST", "/jobs", body, 201), LoggedJob.class).id().toString();
    }

    void run(String job) throws IOException, InterruptedException {
        send("POST", "/api/v1/jobs/" + job + "/run", "", 202);
    }

    void delete(String job) throws IOException, InterruptedException {
        send("DELETE", "/api/v1/jobs/" + job, "", 204);
    }

    /** The newest runs of a job, newest first. */
    List<RunView> runs(String job) {
        try {
            return read(send("GET", "/api/v1/jobs/" + job + "/runs", "", 200), RunPage.class)
                    .runs();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String send(String method, String path, String body, int expected)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("X-API-Key", key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        return response.body();
    }

    private static <T> T read(String json, Class<T> type) throws IOException {
        return Objects.requireNonNull(JSON.readValue(json, type));
    }
}
