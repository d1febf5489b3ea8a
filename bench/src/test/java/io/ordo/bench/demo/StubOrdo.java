package io.ordo.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One queue of an Ordo, in memory, as the demo uses it. */
final class StubOrdo implements AutoCloseable {
    static final String KEY = "a-key";
    static final Instant MADE_AT = Instant.parse("2030-06-01T12:00:00Z");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String CREATED = "{\"created_at\":\"" + MADE_AT + "\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<String> queued = new LinkedBlockingQueue<>();
    private final AtomicBoolean exists = new AtomicBoolean();
    final Set<String> settled = ConcurrentHashMap.newKeySet();
    final Set<Long> deadlines = ConcurrentHashMap.newKeySet();
    final AtomicInteger removed = new AtomicInteger();

    /** So many times a removal is refused. */
    final AtomicInteger stillNamed = new AtomicInteger();

    StubOrdo() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = MAPPER.readTree(exchange.getRequestBody());
            var path = exchange.getRequestURI().getPath().replace("/api/v1", "");
            if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
                send(exchange, 401, "{}");
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                remove(exchange);
            } else if (path.equals("/queues")) {
                send(exchange, exists.getAndSet(true) ? 409 : 201, CREATED);
            } else if (path.endsWith("/push")) {
                send(exchange, 201, push(body));
            } else if (path.endsWith("/pop")) {
                send(exchange, 200, pop(body));
            } else if (path.equals("/tasks/bulk")) {
                queued.clear();
                send(exchange, 200, "{\"count\":0,\"more\":false}");
            } else {
                send(exchange, 404, "{}");
            }
        }
    }

    private void remove(HttpExchange exchange) throws IOException {
        if (stillNamed.getAndDecrement() > 0) {
            send(exchange, 409, "{\"detail\":\"still named\"}");
            return;
        }
        exists.set(false);
        removed.incrementAndGet();
        exchange.sendResponseHeaders(204, -1);
    }

    private String push(JsonNode tasks) {
        for (JsonNode task : tasks) {
            queued.add(task.get("id").asText());
            if (task.has("deadline")) {
                deadlines.add(Instant.parse(task.get("deadline").asText()).getEpochSecond());
            }
        }
        return "{\"results\":[{\"status\":201}]}";
    }

    private String pop(JsonNode body) {
        body.path("settle").forEach(one -> settled.add(one.get("task_id").asText()));
        var id = await();
        return id == null ? "{\"results\":[]}" : "{\"results\":[{\"id\":\"" + id + "\",\"lease\":{\"fence\":1}}]}";
    }

    private @Nullable String await() {
        try {
            return queued.poll(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return null;
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
