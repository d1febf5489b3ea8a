package io.ordo.scheduler.testing.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;

/** Somebody who listens to a channel. */
public final class Listener implements AutoCloseable {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final RedisClient client;

    Listener(URI server, String channel) {
        client = RedisClient.create(server.toString());
        var connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String where, String message) {
                heard.add(message);
            }
        });
        connection.sync().subscribe(channel);
    }

    /** The next message, as soon as there is one. */
    public String next() {
        try {
            return heard.take();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
