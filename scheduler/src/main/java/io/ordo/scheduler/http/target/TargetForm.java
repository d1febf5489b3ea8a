package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.schedule.TargetView;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.target.Seals;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How requests and answers write where tasks are pushed. */
@Singleton
public final class TargetForm {
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    /** The settings that say to whom something is sent. */
    private static final List<String> WHERE = List.of("url", "host");

    private final Json json;
    private final AddressForm addresses;
    private final Seals seals;

    TargetForm(Json json, AddressForm addresses, Seals seals) {
        this.json = json;
        this.addresses = addresses;
        this.seals = seals;
    }

    /** The target of these fields, or another one when it is absent, which may keep what is not shown of it. */
    public @Nullable Target read(Fields fields, @Nullable Target otherwise) {
        return read(fields, otherwise, otherwise);
    }

    /**
     * The target of these fields.
     *
     * @param otherwise the target when it is absent
     * @param before the one it takes the place of
     */
    public @Nullable Target read(Fields fields, @Nullable Target otherwise, @Nullable Target before) {
        boolean isGiven = fields.has("target");
        var target = fields.nested("target");
        if (target == null) {
            return isGiven ? null : otherwise;
        }
        target.require("type");
        var kind = target.oneOf(
                "type", word -> Words.read(Target.Kind.class, word).orElse(null), Words.all(Target.Kind.class));
        target.require("settings");
        var settings = target.object("settings");
        var details = target.nested("settings");
        var kept = NOTHING;
        if (kind != null && details != null && settings != null) {
            var texts = new GivenTexts(seals, before(before, kind, settings));
            addresses.read(kind, details, texts);
            details.noOthers();
            kept = texts.kept(settings);
        }
        target.noOthers();
        return kind == null ? null : new Target(kind, json.text(kept));
    }

    /** What somebody else will not be sent because it was for the one before. */
    private JsonNode before(@Nullable Target before, Target.Kind kind, JsonNode settings) {
        if (before == null || before.kind() != kind) {
            return NOTHING;
        }
        var kept = json.stored(before.settings());
        return WHERE.stream().allMatch(name -> Objects.equals(kept.get(name), settings.get(name))) ? kept : NOTHING;
    }

    /**
     * The settings of a new target as they can be kept; what is wrong with them is noted.
     *
     * @param details the fields of the same settings
     */
    public JsonNode kept(Target.Kind kind, Fields details, JsonNode settings) {
        var texts = new GivenTexts(seals, NOTHING);
        addresses.read(kind, details, texts);
        return texts.kept(settings);
    }

    /** The settings of a target without what nobody should read. */
    public JsonNode shown(Target target) {
        return HiddenTexts.shown(json.stored(target.settings()));
    }

    /** As the wire shows it. */
    public @Nullable TargetView view(@Nullable Target target) {
        return target == null ? null : new TargetView(Words.of(target.kind()), shown(target));
    }
}
