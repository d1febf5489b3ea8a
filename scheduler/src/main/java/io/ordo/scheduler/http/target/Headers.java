package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Secrets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads headers, whose values are texts or name secrets. */
final class Headers {
    private static final int MOST = 50;
    private static final int LONGEST = 4_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]*");

    /** What the request says by itself, or what would change where it ends. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-connection",
            "keep-alive",
            "idempotency-key",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "ordo-attempt",
            "ordo-fence",
            "traceparent");

    /** Parts of names whose values prove who sends them. */
    private static final Set<String> TELLING =
            Set.of("authorization", "cookie", "token", "secret", "password", "api-key");

    private Headers() {}

    /** The headers of these settings; what is wrong with them is noted. */
    static Map<String, String> read(Fields settings, Secrets secrets) {
        var headers = new LinkedHashMap<String, String>();
        var given = settings.object("headers");
        if (given == null) {
            return headers;
        }
        if (given.size() > MOST) {
            settings.wrong("headers", "length", "Must be at most " + MOST + " headers.");
            return headers;
        }
        given.entries().forEach(entry -> {
            var value = value(settings, entry.getKey(), entry.getValue(), secrets);
            if (value != null) {
                headers.put(entry.getKey(), value);
            }
        });
        return headers;
    }

    private static @Nullable String value(Fields settings, String name, JsonNode value, Secrets secrets) {
        String place = "headers." + name;
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            settings.wrong("headers", "format", "Names of headers consist of letters, digits and dashes.");
            return null;
        }
        if (OURS.contains(lower)) {
            settings.wrong(place, "reserved", "Is set by the scheduler itself; leave it out.");
            return null;
        }
        if (value.isString() && TELLING.stream().anyMatch(lower::contains)) {
            settings.wrong(
                    place,
                    "secret",
                    "Must not stand here in clear. Write {\"secret\": \"NAME\"}, and give the scheduler"
                            + " ORDO_SECRET_NAME or the file NAME in ORDO_SECRETS_DIR.");
            return null;
        }
        var text = SecretText.read(settings, place, value, secrets);
        if (text != null && (text.length() > LONGEST || !VALUE.matcher(text).matches())) {
            settings.wrong(place, "format", "Must be at most " + LONGEST + " printable ASCII characters.");
            return null;
        }
        return text;
    }

    /** Whether one of the headers has this name, in whatever letters. */
    static boolean has(Map<String, String> headers, String name) {
        return Stream.of(headers.keySet().toArray(String[]::new)).anyMatch(name::equalsIgnoreCase);
    }
}
