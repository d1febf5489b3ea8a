package io.ordo.scheduler.redis;

import io.lettuce.core.SslOptions;
import io.ordo.scheduler.dispatching.Courier;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.dispatching.Riders;
import io.ordo.scheduler.target.Address;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Brings parcels to lists, streams and channels of Redis. A parcel has arrived when Redis took it and said so; what was
 * on its way when a connection broke is unconfirmed, and no command is ever sent twice. Parcels for one server are
 * written in the order in which they were given, on one connection.
 *
 * <p>A message to a channel has arrived when at least one listener was there: Redis keeps it for nobody else.
 */
public final class RedisCourier implements Courier {
    /** Servers at once, by whoever logs in there. */
    private static final int MOST = 50;

    /** On their way to one server at once: a few writes of its connection. */
    private static final int MOST_PARCELS = 2_000;

    /** After which a connection is closed. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final RedisConnector connector;
    private final Riders<URI> riders;

    /**
     * A courier that has connected to nothing yet.
     *
     * @param hosts where servers may be
     */
    public RedisCourier(Hosts hosts) {
        this(new RedisConnector(hosts, SslOptions.builder()), MOST, IDLE);
    }

    RedisCourier(RedisConnector connector, int most, Duration idle) {
        this.connector = connector;
        riders = new Riders<>(most, idle, server -> new RedisRider(() -> connector.connect(server)));
    }

    @Override
    public int most() {
        return MOST_PARCELS;
    }

    @Override
    public CompletableFuture<Delivery> deliver(Parcel parcel) {
        return riders.give(((Address.Redis) parcel.address()).server(), parcel);
    }

    @Override
    public void close() {
        riders.close();
        connector.close();
    }
}
