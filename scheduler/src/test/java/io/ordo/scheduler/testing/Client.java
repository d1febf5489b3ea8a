package io.ordo.scheduler.testing;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP as any client would.
 *
 * @param key the API key it shows; null for none
 * @param headers sent with every request besides
 */
public record Client(String url, @Nullable String key, Map<String, String> headers) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = ObjectMapper.getDefault();

    public Client(String url, @Nullable String key) {
        this(url, key, Map.of("Content-Type", "application/json"));
    }

    /** The same with a header more, or with another value of it. */
    public Client with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Client(url, key, more);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (key != null) {
            request.header("X-API-Key", key);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body(), response.headers());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What came back. */
    public record Answer(int status, String type, String body, HttpHeaders headers) {
        /** The first value of a header; empty when there is none. */
        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** The body as JSON. */
        public JsonNode json() {
            try {
                return Objects.requireNonNull(JSON.readValue(body, JsonNode.class));
            } catch (IOException notJson) {
                throw new UncheckedIOException("not JSON: " + body, notJson);
            }
        }

        /** The value at a path such as {@code jobs.0.name}; null where there is none. */
        public @Nullable Object at(String path) {
            JsonNode node = json();
            for (String step : path.split("\\.", -1)) {
                node = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
                if (node == null) {
                    return null;
                }
            }
            return node.isContainerNode() ? node : node.getValue();
        }

        /** How many entries the array at a path has. */
        public int size(String path) {
            return at(path) instanceof JsonNode array && array.isArray() ? array.size() : 0;
        }

        /** The text at a path that must have one. */
        public String text(String path) {
            return Objects.requireNonNull(at(path), () -> path + " in " + body).toString();
        }
    }
}
