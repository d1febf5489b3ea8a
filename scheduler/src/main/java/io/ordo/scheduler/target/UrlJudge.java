package io.ordo.scheduler.target;

import io.ordo.scheduler.target.JudgedUrl.Bad;
import io.ordo.scheduler.target.JudgedUrl.Good;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the URL of a target strictly, so that nobody behind this reads another host in it. */
final class UrlJudge {
    private static final int LONGEST = 2_048;
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern PLAIN = Pattern.compile("[!-~]+");
    private static final Pattern SCHEME = Pattern.compile("(?i)https?");

    /** What ends in a number is an IPv4 address to whoever reads it as C does, and a name to others. */
    private static final Pattern NUMBERS = Pattern.compile("(?i)(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private final AllowedAddresses allowed;

    UrlJudge(AllowedAddresses allowed) {
        this.allowed = allowed;
    }

    JudgedUrl judge(String text) {
        if (text.length() > LONGEST) {
            return bad("length", "Must have at most " + LONGEST + " characters.");
        }
        if (!PLAIN.matcher(text).matches()) {
            return bad(
                    "format",
                    "Must be a URL of plain ASCII without blanks; other letters are written as %C3%BC in a path and as"
                            + " xn-- in a name.");
        }
        try {
            return judge(new URI(text));
        } catch (URISyntaxException none) {
            return bad("format", "Must be a URL such as https://example.org/path.");
        }
    }

    private JudgedUrl judge(URI url) {
        String authority = url.getRawAuthority();
        if (url.getScheme() == null || !SCHEME.matcher(url.getScheme()).matches()) {
            return bad("scheme", "Must begin with http:// or https://.");
        }
        if (authority != null && authority.contains("@")) {
            return bad("user", "Must hold no user and no password; send a header instead.");
        }
        String host = url.getHost();
        if (host == null || host.endsWith(".")) {
            return badHost();
        }
        if (url.getPort() == 0 || url.getPort() > LARGEST_PORT) {
            return bad("port", "The port must be from 1 to " + LARGEST_PORT + ".");
        }
        try {
            return judge(url, address(host));
        } catch (IllegalArgumentException otherSpelling) {
            return badHost();
        }
    }

    private JudgedUrl judge(URI url, @Nullable InetAddress address) {
        if (address == null) {
            return new Good(url, null);
        }
        return allowed.refusal(address)
                .map(refusal -> bad(JudgedUrl.ADDRESS, url.getHost() + " is " + refusal + "."))
                .orElseGet(() -> new Good(url, address));
    }

    /** @throws IllegalArgumentException when it is an address in a spelling that not all read alike */
    private static @Nullable InetAddress address(String host) {
        if (host.startsWith("[")) {
            return Range.address(host.substring(1, host.length() - 1));
        }
        return NUMBERS.matcher(host).matches() ? Range.address(host) : null;
    }

    private static JudgedUrl badHost() {
        return bad(
                "host",
                "The host must be a name of letters, digits and hyphens, four decimal numbers such as 192.0.2.1, or an"
                        + " IPv6 address in brackets without a zone.");
    }

    private static JudgedUrl bad(String rule, String message) {
        return new Bad(new Wrong(rule, message));
    }
}
