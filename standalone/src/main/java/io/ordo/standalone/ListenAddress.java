package io.ordo.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;

/** Where the scheduler listens: a host name or address of this machine, and a port from 1 to 65535. */
record ListenAddress(String host, int port) {
    /** Without ::1: Java takes localhost for 127.0.0.1, where a scheduler on ::1 does not listen. */
    private static final Set<String> REACHED_AS_LOCALHOST = Set.of("127.0.0.1", "0.0.0.0", "::");

    ListenAddress {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    /** The address for programs on this machine, without a slash at its end. */
    String url() {
        String name = REACHED_AS_LOCALHOST.contains(host) ? "localhost" : host;
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }

    /** Asks before anything is started, so that the commonest mistake costs no database start and no stack trace. */
    void requireFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException refused) {
            throw new StandaloneRefused(sentence(refused));
        } catch (IOException unusable) {
            throw new StandaloneRefused(
                    "ORDO_HOST=%s cannot be listened on: %s.".formatted(host, unusable.getMessage()));
        }
    }

    private String sentence(BindException refused) {
        String reason = String.valueOf(refused.getMessage());
        return reason.contains("already in use")
                ? "Port %d is taken by another program: stop that program, or choose another port with ORDO_PORT."
                        .formatted(port)
                : "ORDO_HOST=%s with ORDO_PORT=%d cannot be listened on: %s.".formatted(host, port, reason);
    }
}
