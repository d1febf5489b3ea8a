package io.ordo.scheduler.dispatching;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A receiver over HTTP on loopback, which can be stopped and started where it was. */
final class Hook implements AutoCloseable {
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final int code;
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable HttpServer server;

    /** @param code answered to each request */
    Hook(int code) {
        this.code = code;
        start();
    }

    /** What came, in the order in which it came. */
    List<Got> got() {
        return got;
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort() + "/hook";
    }

    void start() {
        try {
            server = HttpServer.create(address, 100);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
            address = server.getAddress();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        got.add(new Got(exchange.getRequestURI().getPath(), headers, body));
        byte[] answer = "taken".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        stop();
    }

    /** One request. */
    record Got(String path, Headers headers, String body) {
        String key() {
            return headers.getFirst("Idempotency-Key");
        }

        String fence() {
            return headers.getFirst("Ordo-Fence");
        }

        @Nullable
        String accept() {
            return headers.getFirst("Accept");
        }

        @Nullable
        String authorization() {
            return headers.getFirst("Authorization");
        }

        String webhookId() {
            return headers.getFirst("webhook-id");
        }

        String timestamp() {
            return headers.getFirst("webhook-timestamp");
        }

        String signature() {
            return headers.getFirst("webhook-signature");
        }

        /** The same, had somebody changed what is in it. */
        Got withBody(String other) {
            return new Got(path, headers, other);
        }
    }
}
