package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.RequestHeaders;
import io.ordo.scheduler.target.Secrets;
import io.ordo.scheduler.target.Wrong;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads headers, whose values are texts or name secrets. */
final class Headers {
    private static final int MOST = 50;
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
        if (value.isString() && TELLING.stream().anyMatch(lower::contains)) {
            settings.wrong(
                    place,
                    "secret",
                    "Must not stand here in clear. Write {\"secret\": \"NAME\"}, and give the scheduler"
                            + " ORDO_SECRET_NAME or the file NAME in ORDO_SECRETS_DIR.");
            return null;
        }
        var text = SecretText.read(settings, place, value, secrets);
        var wrong = text == null ? Optional.<Wrong>empty() : RequestHeaders.wrong(name, text);
        wrong.ifPresent(one -> settings.wrong("headers", one.rule(), one.message()));
        if (wrong.isPresent()) {
            return null;
        }
        return text;
    }
}
