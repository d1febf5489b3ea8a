package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Seals;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts as somebody gives them: one in clear is sealed, if that can be, and one that was shown as sealed stays what it
 * was. Whether there is a secret matters when it is needed: it may come after those who name it.
 */
final class GivenTexts implements HiddenTexts {
    /** In the place of what is not known here. */
    private static final String SOME = "secret";

    private final Seals seals;
    private final Map<String, JsonNode> before = new HashMap<>();
    private final Map<String, JsonNode> kept = new HashMap<>();

    /** @param before settings of the same target that are kept already; empty when there are none */
    GivenTexts(Seals seals, JsonNode before) {
        this.seals = seals;
        HiddenTexts.changed(before, (place, value) -> {
            if (HiddenTexts.seal(value) != null) {
                this.before.put(place, value);
            }
            return value;
        });
    }

    @Override
    public @Nullable String clear(Fields settings, String place, String text) {
        var same = before.get(place);
        var value = same != null && isOf(same, place, text)
                ? same
                : seals.seal(HiddenTexts.purpose(place), text)
                        .map(seal -> HiddenTexts.value(JsonNode.createStringNode(seal)))
                        .orElse(null);
        if (value == null) {
            settings.wrong(
                    place,
                    "secret",
                    "Must not stand here in clear. Write {\"secret\": \"NAME\"}, and give the scheduler"
                            + " ORDO_SECRET_NAME or the file NAME in ORDO_SECRETS_DIR; or give it ORDO_MASTER_KEY,"
                            + " under which it seals such a text.");
            return null;
        }
        kept.put(place, value);
        return text;
    }

    /** What is the same stays the same, though it would be sealed otherwise each time. */
    private boolean isOf(JsonNode value, String place, String text) {
        var seal = HiddenTexts.seal(value);
        return seal != null
                && seal.isString()
                && seals.open(HiddenTexts.purpose(place), seal.getStringValue())
                        .filter(text::equals)
                        .isPresent();
    }

    @Override
    public String named(Fields settings, String place, String name) {
        return SOME;
    }

    @Override
    public @Nullable String opened(Fields settings, String place, JsonNode seal) {
        var same = before.get(place);
        if (same == null || !seal.isBoolean() || !seal.getBooleanValue()) {
            settings.wrong(
                    place,
                    "secret",
                    "Stands for a text that is not shown, and none is kept here for a target at the same address. Write"
                            + " the text again, or {\"secret\": \"NAME\"}.");
            return null;
        }
        kept.put(place, same);
        return SOME;
    }

    /** The settings that were read, as they can be kept. */
    JsonNode kept(JsonNode settings) {
        return HiddenTexts.changed(settings, (place, value) -> kept.getOrDefault(place, value));
    }
}
