package io.ordo.scheduler.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire to a server, such as that between a scheduler and its database, which a test can cut and mend. */
public final class Wire implements AutoCloseable {
    private final URI far;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean frozen;

    private Wire(URI far) throws IOException {
        this.far = far;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** A wire to that database. */
    public static Wire to(Servers.DatabaseAddress address) throws IOException {
        return new Wire(URI.create(address.url().substring("jdbc:".length())));
    }

    /** A wire to that scheduler. */
    public static Wire to(TestScheduler scheduler) throws IOException {
        return new Wire(URI.create(scheduler.url()));
    }

    /** A client at the near end of the wire to a scheduler, which shows the key. */
    public Client client() {
        return new Client("http://127.0.0.1:" + server.getLocalPort(), TestScheduler.KEY);
    }

    /** Where the near end of the wire is. */
    public Servers.DatabaseAddress near(Servers.DatabaseAddress address) {
        return new Servers.DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + far.getPath(),
                address.user(),
                address.password());
    }

    /** Ends every connection, and lets no new one through. */
    public void cut() {
        cut = true;
        sockets.forEach(Wire::close);
    }

    /** Lets nothing through any more and tells nobody: every connection stays open for ever. */
    public void freeze() {
        frozen = true;
    }

    /** Lets new connections through. */
    public void mend() {
        cut = false;
        frozen = false;
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException closed) {
                // The loop ends with the server socket, and with nothing else.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        sockets.add(near);
        if (cut) {
            near.close();
            return;
        }
        var end = new Socket(far.getHost(), far.getPort());
        sockets.add(end);
        Thread.ofVirtual().start(() -> pump(near, end));
        Thread.ofVirtual().start(() -> pump(end, near));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            byte[] bytes = new byte[8_192];
            boolean isDead = false;
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                isDead |= frozen; // a piece is missing: nothing after it makes sense
                if (!isDead) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
        } catch (IOException ended) {
            // Either end may hang up at any time; the other is told by closing it.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
