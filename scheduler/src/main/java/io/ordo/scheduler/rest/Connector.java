package io.ordo.scheduler.rest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;

/** Opens connections to vetted addresses. It looks up no name and knows no proxy, whatever this machine is set to. */
final class Connector {
    /** An answer with longer lines or more headers is none. */
    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(8_192).setMaxHeaderCount(100).build();

    private final DefaultBHttpClientConnectionFactory connections = DefaultBHttpClientConnectionFactory.builder()
            .http1Config(LIMITS)
            .responseParserFactory(new WholeHeads(LIMITS))
            .build();
    private final SSLSocketFactory tls;

    Connector(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /**
     * Opens one.
     *
     * @param patience for the connection, and again for each answer while it is secured
     * @throws IOException when it cannot be had, or the thread was interrupted
     */
    DefaultBHttpClientConnection open(Route route, Duration patience) throws IOException {
        int millis = Math.toIntExact(Math.max(1, patience.toMillis()));
        var socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(route.address(), route.port()), millis);
            return route.isSecure()
                    ? connections.createConnection(secured(socket, route, millis), socket)
                    : connections.createConnection(socket);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** The certificate must be the host's, who is told at the beginning whom it is to be. */
    private SSLSocket secured(Socket socket, Route route, int millis) throws IOException {
        var secured = (SSLSocket) tls.createSocket(socket, route.host(), route.port(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(millis);
        secured.startHandshake();
        secured.setSoTimeout(0);
        return secured;
    }
}
