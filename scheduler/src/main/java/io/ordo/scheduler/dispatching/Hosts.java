package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.target.JudgedUrl;
import io.ordo.scheduler.target.Wrong;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where hosts are, as far as anything may be sent there: the one guard of all couriers. A name is looked up each time
 * anew. Who connects to what this answers, and looks nothing up again, is sure that nobody put another address behind
 * the name meanwhile. Any number of threads use it.
 */
public final class Hosts {
    /** Of one name. It is no business of ours to knock at hundreds of doors because a name says so. */
    private static final int MOST_ADDRESSES = 8;

    /** For one name: a machine whose first server of names is away asks the second after five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final AllowedAddresses allowed;
    private final Names names;
    private final Duration patience;

    /** With the names of this machine. Java keeps what they lead to for half a minute. */
    public Hosts(AllowedAddresses allowed) {
        this(allowed, host -> List.of(InetAddress.getAllByName(host)));
    }

    /** With names of any kind. */
    public Hosts(AllowedAddresses allowed, Names names) {
        this(allowed, names, PATIENCE);
    }

    Hosts(AllowedAddresses allowed, Names names, Duration patience) {
        this.allowed = allowed;
        this.names = names;
        this.patience = patience;
    }

    /** Looks up names. */
    @FunctionalInterface
    public interface Names {
        /**
         * The addresses of a name, or the one that the host is itself, in the order in which they are tried.
         *
         * @throws UnknownHostException when it has none
         */
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /**
     * Judges a URL once more, however it came here, and looks its host up.
     *
     * @return the addresses that may be reached, in the order in which they are tried; at least one
     * @throws NoWay when there is none
     */
    public List<InetAddress> of(URI url) throws NoWay {
        return switch (JudgedUrl.of(url.toString(), allowed)) {
            case JudgedUrl.Bad(var wrong) -> throw new NoWay(Refused.of(wrong));
            case JudgedUrl.Good(var good, var address) -> address == null ? of(good.getHost()) : List.of(address);
        };
    }

    /**
     * Looks a host up, which may take some seconds.
     *
     * @param host a name or an address
     * @return the addresses that may be reached, in the order in which they are tried; at least one
     * @throws NoWay when there is none
     */
    public List<InetAddress> of(String host) throws NoWay {
        var found = addresses(host);
        var open = found.stream()
                .filter(address -> allowed.refusal(address).isEmpty())
                .limit(MOST_ADDRESSES)
                .toList();
        if (!open.isEmpty()) {
            return open;
        }
        String refusal = found.stream()
                .flatMap(address -> allowed.refusal(address).stream())
                .findFirst()
                .orElseThrow(() -> new NoWay(unknown(host)));
        String words = isAddress(host) ? host + " is " : "The host " + host + " has ";
        throw new NoWay(Refused.of(new Wrong(JudgedUrl.ADDRESS, words + refusal + ".")));
    }

    private static boolean isAddress(String host) {
        try {
            return InetAddress.ofLiteral(host).getAddress().length > 0;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** In a thread of its own: nothing else ends a look-up early. */
    private List<InetAddress> addresses(String host) throws NoWay {
        var answer = new CompletableFuture<List<InetAddress>>();
        Thread.ofVirtual().name("name").start(() -> {
            try {
                answer.complete(names.addresses(host));
            } catch (UnknownHostException | RuntimeException | Error failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw rethrown(failed, host);
        } catch (TimeoutException silent) {
            throw new NoWay(new Unreached("unknown_host", "Nobody told an address of " + host + " in time."), silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoWay(new Unreached("stopped", "This scheduler stops."), stopped);
        }
    }

    /** A bug stays one. */
    private static NoWay rethrown(ExecutionException failed, String host) {
        return switch (failed.getCause()) {
            case RuntimeException bug -> throw bug;
            case Error bug -> throw bug;
            case null, default -> new NoWay(unknown(host), failed);
        };
    }

    private static Unreached unknown(String host) {
        return new Unreached("unknown_host", "Nobody knows an address of " + host + ".");
    }
}
