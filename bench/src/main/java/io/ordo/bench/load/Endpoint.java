package io.ordo.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where requests go, and the key they show.
 *
 * @param port of 127.0.0.1
 * @param key value of the header {@code X-API-Key}; empty: requests show none
 */
public record Endpoint(int port, String key) {
    private static final String HOST = "127.0.0.1";

    /** The address to connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The address in front of every path. */
    public String url() {
        return "http://" + HOST + ":" + port;
    }

    /** A whole request without a body. */
    public byte[] get(String path) {
        return Bytes.of(head("GET", path) + "\r\n");
    }

    /** The head of a request with a body of JSON, to the place where the body's length goes. */
    public byte[] post(String path) {
        return Bytes.of(head("POST", path) + "Content-Type: application/json\r\nContent-Length: ");
    }

    private String head(String method, String path) {
        var shown = key.isEmpty() ? "" : "X-API-Key: " + key + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: " + HOST + ":" + port + "\r\n" + shown;
    }
}
