package io.ordo.scheduler.target;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A target, understood: where exactly a task goes, and how. Whatever was a secret in it stands here in clear. */
public sealed interface Address {
    /** What is reached or away as a whole: all that is sent there waits together when it is away. */
    String place();

    /**
     * A request over HTTP.
     *
     * @param url absolute, http or https, with a host
     * @param method in capitals
     * @param headers by their names; none that the request has of its own
     * @param timeout for the whole exchange, up to its answer's last byte
     * @param success status codes that say that the receiver has done it
     * @param isAsync whether 202 says that the receiver settles the task itself
     * @param keys that sign what is sent there, the newest first; empty for the installation's own
     */
    record Rest(
            URI url,
            String method,
            Map<String, String> headers,
            Duration timeout,
            Set<Integer> success,
            boolean isAsync,
            List<SigningKey> keys)
            implements Address {
        public Rest {
            headers = Map.copyOf(headers);
            success = Set.copyOf(success);
            keys = List.copyOf(keys);
        }

        /** Says nothing of its headers, which may prove who sends them. */
        @Override
        public String toString() {
            return method + " " + url;
        }

        /** Scheme, host and port. */
        @Override
        public String place() {
            String scheme = url.getScheme().toLowerCase(Locale.ROOT);
            int port = url.getPort() == -1 ? (scheme.equals("https") ? 443 : 80) : url.getPort();
            return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port;
        }
    }

    /**
     * A record on a topic of Kafka.
     *
     * @param bootstrap host and port of some brokers, with commas between; null for the cluster of the settings
     * @param key decides the partition, and so the order; null for the id of the task
     * @param isAsync whether whoever reads the record settles the task
     */
    record Kafka(
            @Nullable String bootstrap,
            String topic,
            @Nullable String key,
            Map<String, String> headers,
            boolean isAsync)
            implements Address {
        public Kafka {
            headers = Map.copyOf(headers);
        }

        /** Says nothing of its headers, which may prove who sends them. */
        @Override
        public String toString() {
            return topic + " at " + place();
        }

        @Override
        public String place() {
            return "kafka://" + (bootstrap == null ? "" : bootstrap);
        }
    }

    /**
     * An entry in Redis.
     *
     * @param server {@code redis://} or {@code rediss://}, with user, password and database where it has them
     * @param key of the list or the stream, or the channel
     * @param maxLength the most entries a stream keeps, about; null for all
     * @param isAsync whether whoever reads the entry of a stream settles the task
     */
    record Redis(URI server, Way way, String key, @Nullable Long maxLength, boolean isAsync) implements Address {
        /** How an entry gets there. */
        public enum Way {
            /** Pushed to the left end of a list. */
            LIST,
            /** Added to a stream. */
            STREAM,
            /** Told to whoever listens to a channel at that moment. */
            PUBLISH
        }

        /** Says nothing of who logs in. */
        @Override
        public String toString() {
            return way + " " + key + " at " + place();
        }

        /** Without what only its owner should know. */
        @Override
        public String place() {
            int port = server.getPort() == -1 ? 6379 : server.getPort();
            return server.getScheme() + "://" + server.getHost() + ":" + port;
        }
    }
}
