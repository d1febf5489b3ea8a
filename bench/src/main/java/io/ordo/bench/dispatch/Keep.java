package io.ordo.bench.dispatch;

import io.lettuce.core.api.StatefulRedisConnection;
import io.ordo.bench.server.Redis;

/** A list or a stream of Redis. */
final class Keep implements Sink {
    private final Redis redis;
    private final Kind kind;
    private final StatefulRedisConnection<String, String> asking;

    Keep(Redis redis, Kind kind) {
        this.redis = redis;
        this.kind = kind;
        this.asking = redis.connect();
        empty();
    }

    /** Which of the two. */
    enum Kind {
        LIST("list"),
        STREAM("stream");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Removes what it holds. */
    void empty() {
        asking.sync().del(kind.word);
    }

    /** The client that sends to it. */
    BareRedis client() {
        return new BareRedis(redis.connect(), kind.word, kind == Kind.STREAM);
    }

    @Override
    public String target() {
        return "{\"type\":\"redis\",\"settings\":{\"host\":\"" + redis.uri() + "\",\"" + kind.word + "\":\"" + kind.word
                + "\"}}";
    }

    @Override
    public long taken() {
        return kind == Kind.STREAM
                ? asking.sync().xlen(kind.word)
                : asking.sync().llen(kind.word);
    }

    @Override
    public void close() {
        empty();
        asking.close();
    }
}
