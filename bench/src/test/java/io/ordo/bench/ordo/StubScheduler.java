package io.ordo.bench.ordo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ordo.bench.load.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The public HTTP of queues as the bench uses it, on tasks in memory. It parses what it gets, to find mistakes. */
final class StubScheduler implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final Pattern ONE = Pattern.compile("/api/v1/tasks/([0-9a-f-]{36})/settle");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingDeque<Task> queued = new LinkedBlockingDeque<>();
    private final Map<String, Long> leases = new ConcurrentHashMap<>();
    private final AtomicLong fence = new AtomicLong(100);
    final AtomicInteger pushed = new AtomicInteger();
    final AtomicInteger completed = new AtomicInteger();

    /** When true, every popped task stays where it was. */
    volatile boolean handsOutTwice;

    private record Task(String id, JsonNode payload) {}

    StubScheduler() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    Endpoint endpoint() {
        return new Endpoint(server.getAddress().getPort(), "a-key");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = MAPPER.readTree(exchange.getRequestBody());
            var one = ONE.matcher(path);
            if (!"a-key".equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
                send(exchange, 401, "{}");
            } else if (path.equals("/api/v1/queues")) {
                send(exchange, 201, "{}");
            } else if (path.equals("/api/v1/queues/bench")) {
                send(exchange, 200, "{\"id\":\"bench\",\"size\":" + queued.size() + "}");
            } else if (path.equals("/api/v1/queues/bench/push")) {
                send(exchange, 201, push(body));
            } else if (path.equals("/api/v1/queues/bench/pop")) {
                send(exchange, 200, pop(exchange.getRequestURI().getQuery(), body));
            } else if (path.equals("/api/v1/tasks/settle")) {
                send(exchange, 200, "{\"results\":" + settle(body) + "}");
            } else if (one.matches()) {
                send(exchange, 200, settle(one.group(1), body.get("fence").asLong()));
            } else {
                send(exchange, 404, "{}");
            }
        }
    }

    private String push(JsonNode body) {
        if (body.isArray()) {
            var results = StreamSupport.stream(body.spliterator(), false)
                    .map(task -> "{\"status\":201,\"id\":\"" + add(task) + "\"}")
                    .toList();
            return "{\"results\":[" + String.join(",", results) + "]}";
        }
        return "{\"id\":\"" + add(body) + "\",\"status\":\"queued\"}";
    }

    private String add(JsonNode task) {
        var made = new Task(UUID.randomUUID().toString(), task.get("payload"));
        pushed.incrementAndGet();
        queued.add(made);
        return made.id();
    }

    private String pop(String query, @Nullable JsonNode body) {
        var settled = body != null && body.has("settle") ? settle(body.get("settle")) : "[]";
        var limit = LIMIT.matcher(query);
        int most = limit.find() ? Integer.parseInt(limit.group(1)) : 1;
        List<Task> taken = new ArrayList<>();
        if (query.contains("wait=")) {
            taken.addAll(await());
        } else {
            queued.drainTo(taken, most);
        }
        if (handsOutTwice) {
            queued.addAll(taken);
        }
        var results = taken.stream().map(this::lease).toList();
        return "{\"results\":[" + String.join(",", results) + "],\"settled\":" + settled + "}";
    }

    private List<Task> await() {
        try {
            var task = queued.poll(30, TimeUnit.SECONDS);
            return task == null ? List.of() : List.of(task);
        } catch (InterruptedException ended) {
            return List.of();
        }
    }

    private String lease(Task task) {
        long next = fence.incrementAndGet();
        leases.put(task.id(), next);
        return "{\"id\":\"%s\",\"queue\":\"bench\",\"payload\":%s,\"lease\":{\"fence\":%d,\"attempt\":1}}"
                .formatted(task.id(), task.payload(), next);
    }

    private String settle(JsonNode settlements) {
        var results = StreamSupport.stream(settlements.spliterator(), false)
                .map(one -> settle(one.get("task_id").asText(), one.get("fence").asLong()))
                .toList();
        return "[" + String.join(",", results) + "]";
    }

    private String settle(String task, long held) {
        if (!leases.remove(task, held)) {
            return "{\"task_id\":\"" + task + "\",\"status\":409}";
        }
        completed.incrementAndGet();
        return "{\"task_id\":\"%s\",\"fence\":%d,\"status\":200,\"moved_to\":\"completed\"}".formatted(task, held);
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
