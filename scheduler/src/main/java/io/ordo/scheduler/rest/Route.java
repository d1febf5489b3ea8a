package io.ordo.scheduler.rest;

import io.ordo.scheduler.target.Address;
import java.net.InetAddress;
import java.util.Locale;

/**
 * One address of one place. A connection is used for this route alone, so none is ever used for an address that was not
 * vetted for the parcel it brings.
 *
 * @param host whom the certificate must name and the server is told to be, without brackets
 */
record Route(boolean isSecure, String host, int port, InetAddress address) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Route to(Address.Rest place, InetAddress address) {
        var url = place.url();
        boolean isSecure = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() == -1 ? (isSecure ? HTTPS : HTTP) : url.getPort();
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return new Route(isSecure, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, address);
    }
}
