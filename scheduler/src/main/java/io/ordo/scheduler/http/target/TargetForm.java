package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.schedule.TargetView;
import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.connection.Connections;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.target.Secrets;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How requests and answers write where tasks are pushed. */
@Singleton
public final class TargetForm {
    /** Whether there is a secret matters when it is needed: it may come after those who name it. */
    private static final Secrets ANY = _ -> Optional.of("secret");

    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private final Json json;
    private final AddressForm addresses;
    private final Connections connections;

    TargetForm(Json json, AddressForm addresses, Connections connections) {
        this.json = json;
        this.addresses = addresses;
        this.connections = connections;
    }

    /** The target of these fields, or another one when it is absent. */
    public @Nullable Target read(Fields fields, @Nullable Target otherwise) {
        boolean isGiven = fields.has("target");
        var target = fields.nested("target");
        if (target == null) {
            return isGiven ? null : otherwise;
        }
        target.require("type");
        var kind = target.oneOf(
                "type", word -> Words.read(Target.Kind.class, word).orElse(null), Words.all(Target.Kind.class));
        var connection = target.text("connection", 1, Connection.LONGEST_NAME);
        if (connection == null) {
            target.require("settings");
        }
        var settings = target.object("settings");
        var details = settings == null ? NOTHING : settings;
        if (kind != null && (settings != null || connection != null)) {
            var whole = connection == null ? details : together(kind, connection, details, target);
            if (whole != null) {
                var all = target.within("settings", whole);
                check(kind, all);
                all.noOthers();
            }
        }
        target.noOthers();
        return kind == null ? null : new Target(kind, connection, json.text(details));
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
        var both = ConnectedSettings.of(kind, json.stored(connection.get().settings()), settings);
        if (both.fault() != null) {
            target.wrong(
                    "settings." + both.fault().name(),
                    "connection",
                    both.fault().message());
            return null;
        }
        return both.together();
    }

    /** Notes what is wrong with the settings of a target. */
    public void check(Target.Kind kind, Fields settings) {
        addresses.read(kind, settings, ANY);
    }

    /** As the wire shows it. */
    public @Nullable TargetView view(@Nullable Target target) {
        return target == null
                ? null
                : new TargetView(Words.of(target.kind()), target.connection(), json.stored(target.settings()));
    }
}
