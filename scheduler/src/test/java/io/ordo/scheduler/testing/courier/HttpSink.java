package io.ordo.scheduler.testing.courier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ordo.scheduler.testing.courier.ArrivalLog.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A receiver over HTTP on loopback that notes what comes, holds its answers back when it is told to, and can be stopped
 * in the middle of everything and started where it was.
 */
public final class HttpSink implements AutoCloseable {
    /** The setting of a scheduler by which it is told from others, its own secret. */
    public static final String NAME = "ORDO_SECRET_NAME";

    private static final int BACKLOG = 1_000;

    private final ArrivalLog log = new ArrivalLog();
    private final Set<Arrival> unanswered = ConcurrentHashMap.newKeySet();
    private volatile int code = 204;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable HttpServer server;

    public HttpSink() {
        start();
    }

    /** Answers so from now on. */
    public void answer(int next) {
        code = next;
    }

    /** What came. */
    public ArrivalLog log() {
        return log;
    }

    /** What came and has no answer yet. */
    public Set<Arrival> unanswered() {
        return Set.copyOf(unanswered);
    }

    /** A target that says which scheduler sent it, see {@link #NAME}. */
    public String target(String mode) {
        return """
                {"type": "rest", "settings": {"url": "http://127.0.0.1:%d/sink", "mode": "%s",
                 "headers": {"Scheduler-Name": {"secret": "NAME"}}}}
                """.formatted(address.getPort(), mode);
    }

    /** From now on nobody is answered. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Answers all who wait, and from now on everybody. */
    public void release() {
        held.countDown();
    }

    /** Starts it where it was. */
    public void start() {
        try {
            server = HttpServer.create(address, BACKLOG);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::take);
            server.start();
            address = server.getAddress();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Breaks off every connection and listens no more. */
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var arrival = arrival(exchange);
            unanswered.add(arrival);
            log.add(arrival);
            held.await();
            exchange.sendResponseHeaders(code, -1);
            unanswered.remove(arrival);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Arrival arrival(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return new Arrival(
                headers.getFirst("Idempotency-Key"),
                Long.parseLong(headers.getFirst("Ordo-Fence")),
                Integer.parseInt(headers.getFirst("Ordo-Attempt")),
                headers.getFirst("Scheduler-Name"),
                System.nanoTime());
    }

    @Override
    public void close() {
        release();
        stop();
    }
}
