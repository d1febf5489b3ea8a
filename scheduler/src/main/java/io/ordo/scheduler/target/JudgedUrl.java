package io.ordo.scheduler.target;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A URL that somebody gave for a target, judged. What different programs would read differently is bad, wherever it
 * leads. A name is not looked up here: its addresses are judged whenever something is sent there.
 */
public sealed interface JudgedUrl {
    /** The rule of a host that is an address which may not be reached. All others are about how the URL is written. */
    String ADDRESS = "address";

    /**
     * Something can be sent there, as far as its text tells.
     *
     * @param address its host, when that is written as an address, which may be reached; null when it is a name
     */
    record Good(URI url, @Nullable InetAddress address) implements JudgedUrl {}

    /** Nothing will be sent there. */
    record Bad(Wrong wrong) implements JudgedUrl {}

    /** Judges a URL as it was given. */
    static JudgedUrl of(String text, AllowedAddresses allowed) {
        return new UrlJudge(allowed).judge(text);
    }
}
