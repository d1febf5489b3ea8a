package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a text that nobody should read: in clear, sealed, or by its name, {@code {"secret": "NAME"}}. */
final class SecretText {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

    private SecretText() {}

    static @Nullable String read(Fields settings, String place, JsonNode value, HiddenTexts texts) {
        if (value.isString()) {
            return texts.clear(settings, place, value.getStringValue());
        }
        var seal = HiddenTexts.seal(value);
        if (seal != null) {
            return texts.opened(settings, place, seal);
        }
        var name = value.isObject() && value.size() == 1 ? value.get(HiddenTexts.SECRET) : null;
        if (name == null
                || !name.isString()
                || !NAME.matcher(name.getStringValue()).matches()) {
            settings.wrong(
                    place,
                    "type",
                    "Must be a text, or {\"secret\": \"NAME\"} with a name of capitals, digits and underscores.");
            return null;
        }
        return texts.named(settings, place, name.getStringValue());
    }
}
