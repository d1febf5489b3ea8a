package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.RequestHeaders;
import io.ordo.scheduler.target.Wrong;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads headers, whose values are texts, in clear where they prove nothing. */
final class Headers {
    private static final int MOST = 50;
    /** Parts of names whose values prove who sends them. */
    private static final Set<String> TELLING = Set.of(
            "authorization",
            "cookie",
            "token",
            "secret",
            "password",
            "api-key",
            "api_key",
            "apikey",
            "auth-",
            "credential",
            "signature");

    private Headers() {}

    /** The headers of these settings; what is wrong with them is noted. */
    static Map<String, String> read(Fields settings, HiddenTexts texts) {
        var headers = new LinkedHashMap<String, String>();
        var given = settings.object(HiddenTexts.HEADERS);
        if (given == null) {
            return headers;
        }
        if (given.size() > MOST) {
            settings.wrong("headers", "length", "Must be at most " + MOST + " headers.");
            return headers;
        }
        given.entries().forEach(entry -> {
            var value = value(settings, entry.getKey(), entry.getValue(), texts);
            if (value != null) {
                headers.put(entry.getKey(), value);
            }
        });
        return headers;
    }

    private static @Nullable String value(Fields settings, String name, JsonNode value, HiddenTexts texts) {
        String place = HiddenTexts.HEADERS + "." + name;
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isPlain = value.isString() && TELLING.stream().noneMatch(lower::contains);
        var text = isPlain ? value.getStringValue() : SecretText.read(settings, place, value, texts);
        var wrong = text == null ? Optional.<Wrong>empty() : RequestHeaders.wrong(name, text);
        wrong.ifPresent(one -> settings.wrong("headers", one.rule(), one.message()));
        if (wrong.isPresent()) {
            return null;
        }
        return text;
    }
}
