package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.schedule.TargetView;
import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.connection.Connections;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.target.Seals;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How requests and answers write where tasks are pushed. */
@Singleton
public final class TargetForm {
    /** The settings that say to whom something is sent. */
    private static final List<String> WHERE = List.of("url", "host");

    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private final Json json;
    private final AddressForm addresses;
    private final Seals seals;
    private final Connections connections;

    TargetForm(Json json, AddressForm addresses, Seals seals, Connections connections) {
        this.json = json;
        this.addresses = addresses;
        this.seals = seals;
        this.connections = connections;
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
        var connection = target.text("connection", 1, Connection.LONGEST_NAME);
        var settings = target.object("settings");
        if (connection == null && settings == null) {
            String rule = target.has("settings") ? "required" : "choice";
            target.wrong("settings", rule, "Give settings, a connection, or both.");
        }
        var details = settings == null ? NOTHING : settings;
        var kept = NOTHING;
        if (kind != null && (settings != null || connection != null)) {
            var whole = connection == null ? details : together(kind, connection, details, target);
            var texts = new GivenTexts(seals, before(before, kind, connection, details));
            kept = whole == null ? NOTHING : judged(kind, target.within("settings", whole), details, texts);
        }
        target.noOthers();
        return kind == null ? null : new Target(kind, connection, json.text(kept));
    }

    private JsonNode judged(Target.Kind kind, Fields whole, JsonNode own, GivenTexts texts) {
        addresses.read(kind, whole, texts);
        whole.noOthers();
        return texts.kept(own);
    }

    /** A target that goes by a connection; null when something is wrong with its settings, which the fields note. */
    public @Nullable Target by(Connection connection, JsonNode settings, Fields fields) {
        var whole = together(connection.kind(), connection.name(), settings, fields);
        if (whole == null) {
            return null;
        }
        var texts = new GivenTexts(seals, NOTHING);
        var kept = judged(connection.kind(), fields.within("settings", whole), settings, texts);
        return new Target(connection.kind(), connection.name(), json.text(kept));
    }

    private @Nullable JsonNode together(Target.Kind kind, String name, JsonNode settings, Fields target) {
        var connection = Storable.isStorable(name) ? connections.find(name) : Optional.<Connection>empty();
        if (connection.isEmpty()) {
            target.wrong("connection", "unknown", "There is no connection '" + name + "'.");
            return null;
        }
        if (connection.get().kind() != kind) {
            target.wrong(
                    "type",
                    "choice",
                    "Connection '" + name + "' is " + Words.of(connection.get().kind()) + ".");
            return null;
        }
        var both = ConnectedSettings.of(
                kind, HiddenTexts.named(json.stored(connection.get().settings())), settings);
        if (both.fault() != null) {
            target.wrong(
                    "settings." + both.fault().name(),
                    "connection",
                    both.fault().message());
            return null;
        }
        return both.together();
    }

    /** What somebody else will not be sent because it was for the one before. */
    private JsonNode before(@Nullable Target before, Target.Kind kind, @Nullable String connection, JsonNode settings) {
        if (before == null || before.kind() != kind || !Objects.equals(before.connection(), connection)) {
            return NOTHING;
        }
        var kept = json.stored(before.settings());
        return WHERE.stream().allMatch(name -> Objects.equals(kept.get(name), settings.get(name))) ? kept : NOTHING;
    }

    /**
     * The settings of a target as they can be kept; what is wrong with them is noted.
     *
     * @param details the fields of the same settings
     * @param before the one it takes the place of
     */
    public JsonNode kept(Target.Kind kind, Fields details, JsonNode settings, @Nullable Target before) {
        var texts = new GivenTexts(seals, before(before, kind, null, settings));
        addresses.read(kind, details, texts);
        return texts.kept(settings);
    }

    /** The settings of a target without what nobody should read. */
    public JsonNode shown(Target target) {
        return HiddenTexts.shown(json.stored(target.settings()));
    }

    /** Settings in which the same text is the same, though it is sealed otherwise each time. Not for any eyes. */
    public String plain(String settings) {
        return json.text(HiddenTexts.changed(json.stored(settings), (place, value) -> {
            var seal = HiddenTexts.seal(value);
            return seal != null && seal.isString()
                    ? seals.open(HiddenTexts.purpose(place), seal.getStringValue())
                            .map(JsonNode::createStringNode)
                            .orElse(value)
                    : value;
        }));
    }

    /** As the wire shows it. */
    public @Nullable TargetView view(@Nullable Target target) {
        return target == null ? null : new TargetView(Words.of(target.kind()), target.connection(), shown(target));
    }
}
