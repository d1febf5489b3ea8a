package io.ordo.scheduler.target;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers somebody may give to the requests of a target. */
public final class RequestHeaders {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[ -~\\t]{0,8192}");

    /** They say where a request ends and to whom it goes, or what only Ordo can say. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "trailer",
            "te",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "upgrade",
            "expect",
            "idempotency-key",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "ordo-attempt",
            "ordo-fence",
            "traceparent");

    private RequestHeaders() {}

    /** What is wrong with a header, without a word of its value; empty when it can be sent. */
    public static Optional<Wrong> wrong(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    new Wrong("format", "The name of a header must be of 1 to 100 letters, digits and hyphens."));
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of(new Wrong("reserved", "The header " + name + " is set by Ordo itself."));
        }
        if (!VALUE.matcher(value).matches()) {
            return Optional.of(new Wrong(
                    "format",
                    "The value of the header " + name + " must be at most 8192 characters of plain ASCII without line"
                            + " breaks."));
        }
        return Optional.empty();
    }
}
