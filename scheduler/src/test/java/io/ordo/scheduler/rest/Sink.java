package io.ordo.scheduler.rest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A receiver in the hands of a test: it keeps who came and what was sent, and answers as it is told. */
final class Sink implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    /** What it does with a request. It may end the connection. */
    @FunctionalInterface
    interface Script {
        void answer(Request request, Socket socket) throws IOException;
    }

    /** A request as it came. */
    record Request(String head, String body) {
        /** The first line. */
        String line() {
            return head.lines().findFirst().orElseThrow();
        }

        /** All values of a header, in their order. */
        List<String> values(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .toList();
        }

        /** The only value of a header. */
        String value(String name) {
            var values = values(name);
            if (values.size() != 1) {
                throw new AssertionError(name + " is there " + values.size() + " times: " + head);
            }
            return values.getFirst();
        }
    }

    private Sink(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /** Behind any socket, such as one that speaks TLS. */
    static Sink behind(ServerSocket server, Script script) {
        return new Sink(server, script);
    }

    /** On all addresses of this machine. */
    static Sink doing(Script script) {
        try {
            return new Sink(new ServerSocket(0, 1_000), script);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Says the same to everybody. */
    static Sink saying(String answer) {
        return doing((_, socket) -> write(socket, answer));
    }

    /** Answers with a code and no more. */
    static Sink answering(int code) {
        return saying(head(code) + "Content-Length: 0\r\n\r\n");
    }

    static String head(int code) {
        return "HTTP/1.1 " + code + " Said\r\n";
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many have come so far. */
    int connections() {
        return connections.size();
    }

    /** What came and was not looked at yet, without waiting. */
    BlockingQueue<Request> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var request = next(in); request != null; request = next(in)) {
                requests.add(request);
                script.answer(request, socket);
            }
        } catch (IOException gone) {
            // Whoever came has left, as many of these tests want.
        }
    }

    private static @Nullable Request next(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        var bare = new Request(head.toString(StandardCharsets.ISO_8859_1), "");
        var length = bare.values("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length.getFirst()));
        return new Request(bare.head(), new String(body, StandardCharsets.UTF_8));
    }

    /** Ends all connections, and goes on to listen. */
    void hangUp() throws IOException {
        for (var socket : connections) {
            socket.close();
        }
    }

    /** Ends its connections, too. */
    @Override
    public void close() {
        try {
            server.close();
            hangUp();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An address of this machine where nobody listens. */
    static String nobody() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }
}
