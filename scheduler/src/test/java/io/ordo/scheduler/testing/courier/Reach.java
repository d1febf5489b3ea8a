package io.ordo.scheduler.testing.courier;

import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.target.AllowedAddresses;

/** How far couriers of tests may go, besides the Internet, where none of them goes. */
public final class Reach {
    /** To servers on this machine. */
    public static final Hosts HERE = new Hosts(AllowedAddresses.of("loopback"));

    /** Not even there. */
    public static final Hosts NOWHERE = new Hosts(AllowedAddresses.of(""));

    private Reach() {}
}
