package io.ordo.bench.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A receiver that takes whatever comes: the JDK's own server, on loopback. */
final class Hook implements Sink {
    private static final int BACKLOG = 1_000;

    private final HttpServer server;
    private final AtomicLong taken = new AtomicLong();

    Hook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public String target() {
        return "{\"type\":\"rest\",\"settings\":{\"url\":\"" + url() + "\"}}";
    }

    @Override
    public long taken() {
        return taken.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        taken.incrementAndGet();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
