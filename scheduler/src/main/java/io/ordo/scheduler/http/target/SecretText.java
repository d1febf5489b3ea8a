package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Secrets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a text that may be kept as a secret: {@code {"secret": "NAME"}}. */
final class SecretText {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

    private SecretText() {}

    static @Nullable String read(Fields settings, String place, JsonNode value, Secrets secrets) {
        if (value.isString()) {
            return value.getStringValue();
        }
        var name = value.isObject() && value.size() == 1 ? value.get("secret") : null;
        if (name == null
                || !name.isString()
                || !NAME.matcher(name.getStringValue()).matches()) {
            settings.wrong(
                    place,
                    "type",
                    "Must be a text, or {\"secret\": \"NAME\"} with a name of capitals, digits and underscores.");
            return null;
        }
        var secret = secrets.find(name.getStringValue());
        if (secret.isEmpty()) {
            settings.wrong(place, "secret", "There is no secret " + name.getStringValue() + ".");
        }
        return secret.orElse(null);
    }
}
