package io.ordo.scheduler.testing;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Somebody who listens to Server-Sent Events, as a browser would. */
public final class Listening implements AutoCloseable {
    private static final Message END = new Message("", Map.of());

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    /** @param lastEvent what it has read already, as its id says; null for nothing */
    public Listening(String url, String path, @Nullable String lastEvent) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("X-API-Key", TestScheduler.KEY)
                .header("Accept", "text/event-stream");
        if (lastEvent != null) {
            request.header("Last-Event-ID", lastEvent);
        }
        try {
            response = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        Thread.startVirtualThread(this::read);
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next message, data or not. */
    public Message any() {
        try {
            return Objects.requireNonNull(messages.poll(10, TimeUnit.SECONDS), "nothing came");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The next message a browser would tell of. */
    public Message next() {
        var message = any();
        while (message.fields().get("data") == null && !message.equals(END)) {
            message = any();
        }
        return message;
    }

    /** The next so many of them. */
    public List<Message> next(int count) {
        return IntStream.range(0, count).mapToObj(_ -> next()).toList();
    }

    /** Whether the server ends it now. */
    public boolean isOver() {
        return next().equals(END);
    }

    /** Goes away without a word. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var fields = new HashMap<String, String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    var field = line.split(": ?", 2);
                    fields.put(field[0], field[1]);
                } else if (!fields.isEmpty()) {
                    messages.add(new Message(fields.getOrDefault("id", ""), Map.copyOf(fields)));
                    fields.clear();
                }
            }
        } catch (IOException gone) {
            // The same as an end.
        }
        messages.add(END);
    }

    /** One message; a comment stands under the empty name. */
    public record Message(String id, Map<String, String> fields) {
        public String event() {
            return fields.getOrDefault("event", "");
        }

        /** A field of its data, as text. */
        public String at(String field) {
            try {
                var text = fields.getOrDefault("data", "");
                var data = Objects.requireNonNull(ObjectMapper.getDefault().readValue(text, JsonNode.class));
                var value = Objects.requireNonNull(data.get(field), () -> field + " in " + fields);
                return value.isValueNode() ? value.coerceStringValue() : String.valueOf(value.getValue());
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }
}
