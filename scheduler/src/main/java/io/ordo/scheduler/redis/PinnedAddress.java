package io.ordo.scheduler.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.SocketAddressResolver;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.NoWay;
import java.io.Serial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server by its name, at one of its addresses: the name is what TLS proves, and is not looked up again. */
final class PinnedAddress extends RedisURI {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int PORT = 6379;

    private final InetSocketAddress pinned;

    /** @throws NoWay when the server's address says something that Redis does not have */
    PinnedAddress(URI server, InetAddress address, Duration timeout) throws NoWay {
        super(host(server), server.getPort() == -1 ? PORT : server.getPort(), timeout);
        pinned = new InetSocketAddress(named(getHost(), address), getPort());
        setSsl(server.getScheme().equalsIgnoreCase("rediss"));
        setDatabase(database(server.getPath()));
        if (server.getUserInfo() != null) {
            login(server.getUserInfo());
        }
    }

    /** Without the brackets of IPv6. */
    static String host(URI server) {
        return server.getHost().replaceAll("[\\[\\]]", "");
    }

    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int database(@Nullable String path) throws NoWay {
        if (path == null || path.isEmpty() || path.equals("/")) {
            return 0;
        }
        if (!path.matches("/\\d{1,9}")) {
            throw new NoWay(new Refused(
                    "invalid_server", "The path must be the number of a database.", false, false, null, null));
        }
        return Integer.parseInt(path.substring(1));
    }

    /** As {@code user:password}, or a password alone. */
    private void login(String text) {
        int colon = text.indexOf(':');
        String user = text.substring(0, Math.max(0, colon));
        char[] password = text.substring(colon + 1).toCharArray();
        setCredentialsProvider(new StaticCredentialsProvider(user.isEmpty() ? null : user, password));
    }

    /** Takes the address a server is pinned to, and looks nothing up. */
    static final class Resolver extends SocketAddressResolver {
        Resolver() {
            super(DnsResolver.unresolved());
        }

        @Override
        public SocketAddress resolve(RedisURI server) {
            return ((PinnedAddress) server).pinned;
        }
    }
}
