package io.ordo.scheduler.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.NoWay;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects to servers of Redis. What it connects is never connected again by itself: a command whose answer is lost is
 * not repeated, and one that comes later finds the connection broken. Any number of threads use it.
 */
final class RedisConnector implements AutoCloseable {
    /** For the first packet there and back. */
    private static final Duration CONNECTING = Duration.ofSeconds(3);

    /** For one answer, of TLS, to the login or to a command; a server that takes longer is as good as away. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Of one host; trying more would take as long as a lease. */
    private static final int MOST_ADDRESSES = 2;

    /** The least Lettuce takes. */
    private static final int THREADS = 2;

    private final Hosts hosts;
    private final ClientResources resources = ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .socketAddressResolver(new PinnedAddress.Resolver())
            .build();
    private final RedisClient client = RedisClient.create(resources);

    /** @param tls says whom to trust */
    RedisConnector(Hosts hosts, SslOptions.Builder tls) {
        this.hosts = hosts;
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP2)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECTING)
                        .keepAlive(true)
                        .build())
                .sslOptions(tls.jdkSslProvider().handshakeTimeout(ANSWER).build())
                .timeoutOptions(TimeoutOptions.enabled(ANSWER))
                .build());
    }

    /**
     * Connects and logs in, to the first of a server's addresses that answers. Nothing is sent on the connection before
     * its commands are flushed.
     *
     * @throws NoWay when none answers, or the server does not want us
     */
    StatefulRedisConnection<String, String> connect(URI server) throws NoWay {
        var addresses = hosts.of(PinnedAddress.host(server));
        var tried = addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()));
        return connect(server, tried);
    }

    private StatefulRedisConnection<String, String> connect(URI server, List<InetAddress> addresses) throws NoWay {
        try {
            return connect(new PinnedAddress(server, addresses.getFirst(), ANSWER));
        } catch (NoWay none) {
            if (addresses.size() > 1 && none.delivery() instanceof Unreached) {
                return connect(server, addresses.subList(1, addresses.size()));
            }
            throw none;
        }
    }

    private StatefulRedisConnection<String, String> connect(RedisURI address) throws NoWay {
        var connecting = client.connectAsync(StringCodec.UTF8, address);
        try {
            var connection = connecting.get(CONNECTING.plus(ANSWER).toMillis(), TimeUnit.MILLISECONDS);
            connection.setAutoFlushCommands(false);
            return connection;
        } catch (ExecutionException failed) {
            throw new NoWay(RedisOutcome.notConnected(failed));
        } catch (TimeoutException tooLate) {
            var _ = connecting.thenAccept(late -> {
                var _ = late.closeAsync();
            });
            throw new NoWay(new Unreached("no_server", "Redis did not answer in time."), tooLate);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoWay(new Unreached("stopped", "This scheduler stops."), stopped);
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, ANSWER);
        resources.shutdown(0, ANSWER.toSeconds(), TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
