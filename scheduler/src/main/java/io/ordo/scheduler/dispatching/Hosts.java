package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where hosts are, as far as anything may be sent there. Who connects to what this answers, and looks nothing up again,
 * is sure that nobody put another address behind the name meanwhile.
 */
public final class Hosts {
    private final Function<InetAddress, Optional<String>> refusal;

    /**
     * With a rule.
     *
     * @param refusal why an address may not be reached, the end of a sentence; empty when it may
     */
    public Hosts(Function<InetAddress, Optional<String>> refusal) {
        this.refusal = refusal;
    }

    /**
     * Looks a host up, which may take a while.
     *
     * @param host a name or an address
     * @return the addresses that may be reached, at least one
     * @throws NoWay when there is none
     */
    public List<InetAddress> of(String host) throws NoWay {
        var open = new ArrayList<InetAddress>();
        String closed = "";
        for (var address : addresses(host)) {
            var why = refusal.apply(address);
            if (why.isEmpty()) {
                open.add(address);
            } else {
                closed = why.get();
            }
        }
        if (open.isEmpty()) {
            throw new NoWay(new Refused(
                    "forbidden_address", "The host " + host + " has " + closed + ".", false, false, null, null));
        }
        return open;
    }

    private static InetAddress[] addresses(String host) throws NoWay {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new NoWay(new Unreached("unknown_host", "Nobody knows an address of " + host + "."), unknown);
        }
    }
}
