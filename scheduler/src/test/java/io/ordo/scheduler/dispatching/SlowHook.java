package io.ordo.scheduler.dispatching;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that answers when so many requests are there at once, and remembers the most there ever were. */
final class SlowHook implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final HttpServer server;
    private final CyclicBarrier together;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    /** @param together how many are answered together */
    SlowHook(int together) {
        this.together = new CyclicBarrier(together);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    int peak() {
        return peak.get();
    }

    int done() {
        return done.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IOException(alone);
        } finally {
            inside.decrementAndGet();
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        done.incrementAndGet();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
