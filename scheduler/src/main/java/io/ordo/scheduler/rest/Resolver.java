package io.ordo.scheduler.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a name. Asked once for each parcel; what it answers is vetted, and used for no other. */
@FunctionalInterface
public interface Resolver {
    /**
     * The addresses of a name, in the order in which they are tried.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** As this machine looks up names. Java keeps an answer for half a minute. */
    static Resolver ofThisMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
