package io.ordo.scheduler.testing.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.ordo.scheduler.testing.courier.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis as a process of its own, on loopback, that can be killed and started again. What it said it took it
 * still has then. It is no container: it is killed with a signal, and comes back at the same address.
 */
public final class RedisServer implements AutoCloseable {
    private final int port = freePort();
    private final Path directory;
    private final List<String> settings;
    private @Nullable Process process;
    private @Nullable RedisClient client;
    private @Nullable RedisCommands<String, String> asking;

    private RedisServer(Path directory, List<String> settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * One of its own.
     *
     * @param settings further ones, as on the command line of Redis
     */
    public static RedisServer start(String... settings) {
        try {
            var server = new RedisServer(Files.createTempDirectory("ordo-redis"), List.of(settings));
            server.restart();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its address. */
    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** Its address for somebody who logs in, or asks for a database. */
    public URI uri(String login, String path) {
        return URI.create("redis://" + login + "127.0.0.1:" + port + path);
    }

    /** What it holds. Only one thread asks. */
    public RedisCommands<String, String> ask() {
        if (client == null) {
            client = RedisClient.create(uri().toString());
            asking = client.connect().sync();
        }
        return Objects.requireNonNull(asking);
    }

    /** Listens to a channel, from when this returns. */
    public Listener listen(String channel) {
        return new Listener(uri(), channel);
    }

    /** Starts it where it was, with what it had. */
    public void restart() {
        var command = new ArrayList<>(List.of(
                Program.FILE.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                ""));
        command.addAll(settings);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        await("redis").until(this::answers);
    }

    /** It answers {@code PONG}, or that somebody must log in. */
    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") || answer.equals("-NOAU");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Sends SIGKILL and waits for its effect. */
    public void kill() {
        Signals.kill(process());
    }

    /** It answers nothing until {@link #resume}; connections stay. */
    public void pause() {
        Signals.send("STOP", process());
    }

    /** Goes on where it was. */
    public void resume() {
        Signals.send("CONT", process());
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException("never started");
        }
        return process;
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdown();
        }
        kill();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One that nobody has now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Program {
        static final Path FILE = unpacked();

        private static Path unpacked() {
            try {
                return RedisExecProvider.defaultProvider().get().toPath();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
