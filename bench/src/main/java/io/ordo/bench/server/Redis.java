package io.ordo.bench.server;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import redis.embedded.RedisExecProvider;

/**
 * A Redis as a process of its own, on a free port of 127.0.0.1. It writes what it takes to a file that is on disk
 * within a second, which is what Redis recommends to who wants to keep it.
 */
public final class Redis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Process process;
    private final String uri;
    private final RedisClient client;

    private Redis(Process process, String uri) {
        this.process = process;
        this.uri = uri;
        this.client = RedisClient.create(uri);
    }

    /**
     * Starts one and returns when it answers.
     *
     * @param directory for what it holds, removed by who made it
     */
    static Redis start(Path directory) throws IOException, InterruptedException {
        int port = Ports.free();
        var process = new ProcessBuilder(List.of(
                        RedisExecProvider.defaultProvider().get().getPath(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        Files.createDirectory(directory.resolve("redis")).toString(),
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "everysec",
                        "--save",
                        ""))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
        var redis = new Redis(process, "redis://127.0.0.1:" + port);
        try {
            redis.awaitReady();
            return redis;
        } catch (InterruptedException | RuntimeException notReady) {
            redis.close();
            throw notReady;
        }
    }

    private void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException("Redis did not start");
            }
            Thread.sleep(10);
        }
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.sync().ping().equals("PONG");
        } catch (RedisConnectionException notYet) {
            return false;
        }
    }

    /** Its address. */
    public String uri() {
        return uri;
    }

    /** A new connection. */
    public StatefulRedisConnection<String, String> connect() {
        return client.connect();
    }

    @Override
    public void close() {
        client.shutdown();
        Children.end(process);
    }
}
