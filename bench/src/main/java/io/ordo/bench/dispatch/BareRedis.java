package io.ordo.bench.dispatch;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletionStage;

/** Commands of Lettuce on one connection, written some hundreds at a time as Ordo does. */
final class BareRedis extends BareClient {
    private static final int MOST_UNDER_WAY = 2_000;
    private static final int LOAD = 500;

    private final StatefulRedisConnection<String, String> connection;
    private final String key;
    private final boolean isStream;

    BareRedis(StatefulRedisConnection<String, String> connection, String key, boolean isStream) {
        super(MOST_UNDER_WAY, LOAD);
        this.connection = connection;
        this.key = key;
        this.isStream = isStream;
        connection.setAutoFlushCommands(false);
    }

    @Override
    void send(Message message, Sent sent) {
        var _ = command(message).whenComplete((_, failed) -> sent.ended(failed == null));
    }

    private CompletionStage<?> command(Message message) {
        return isStream
                ? connection.async().xadd(key, entry(message))
                : connection.async().lpush(key, message.body());
    }

    private static Object[] entry(Message message) {
        String id = message.id().toString();
        return new Object[] {
            "task",
            id,
            "attempt",
            "1",
            "fence",
            "1000001",
            "idempotency_key",
            id,
            "traceparent",
            message.traceparent(),
            "body",
            message.body()
        };
    }

    @Override
    void flush() {
        connection.flushCommands();
    }

    @Override
    public void close() {
        connection.close();
    }
}
