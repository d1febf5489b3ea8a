package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Seals;
import io.ordo.scheduler.target.Secrets;
import org.jspecify.annotations.Nullable;

/** Texts as they are kept, when they are needed. */
record KeptTexts(Secrets secrets, Seals seals) implements HiddenTexts {
    @Override
    public @Nullable String clear(Fields settings, String place, String text) {
        settings.wrong(place, "secret", "Must not be kept in clear; write it again.");
        return null;
    }

    @Override
    public @Nullable String named(Fields settings, String place, String name) {
        var secret = secrets.find(name);
        if (secret.isEmpty()) {
            settings.wrong(place, "secret", "There is no secret " + name + ".");
        }
        return secret.orElse(null);
    }

    @Override
    public @Nullable String opened(Fields settings, String place, JsonNode seal) {
        var text = seal.isString()
                ? seals.open(HiddenTexts.purpose(place), seal.getStringValue()).orElse(null)
                : null;
        if (text == null) {
            settings.wrong(
                    place,
                    "secret",
                    "Was sealed under another ORDO_MASTER_KEY than this scheduler's; give it that key, or write the"
                            + " text again.");
        }
        return text;
    }
}
