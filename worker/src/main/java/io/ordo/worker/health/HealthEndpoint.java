package io.ordo.worker.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Answers {@code GET /health}: 200 while healthy, otherwise 503, with the same fields. */
public final class HealthEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final Supplier<Health> health;
    private final ObjectMapper json = ObjectMapper.getDefault();

    private HealthEndpoint(HttpServer server, Supplier<Health> health) {
        this.server = server;
        this.health = health;
    }

    /**
     * Listens at once.
     *
     * @throws IOException when the address is taken
     */
    public static HealthEndpoint open(InetSocketAddress address, Supplier<Health> health) throws IOException {
        HealthEndpoint endpoint = new HealthEndpoint(HttpServer.create(address, 0), health);
        endpoint.server.createContext("/health", endpoint::answer);
        endpoint.server.start();
        return endpoint;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Health now = health.get();
            byte[] body = json.writeValueAsBytes(fields(now));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(now.healthy() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static JsonNode fields(Health health) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("status", JsonNode.createStringNode(health.healthy() ? "healthy" : "unhealthy"));
        fields.put("service", JsonNode.createStringNode("worker"));
        fields.put("name", JsonNode.createStringNode(health.name()));
        fields.put("slots", JsonNode.createNumberNode(health.slots()));
        fields.put("running", JsonNode.createNumberNode(health.running()));
        return JsonNode.createObjectNode(fields);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
