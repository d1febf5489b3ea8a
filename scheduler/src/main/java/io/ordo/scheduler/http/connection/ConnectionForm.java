package io.ordo.scheduler.http.connection;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.FlowLimitsForm;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.FlowLimits;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads connections, and what is tried with one. */
@Singleton
final class ConnectionForm {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** What a target must say where its connection need not. */
    private static final Map<Target.Kind, Set<String>> OPEN = Map.of(
            Target.Kind.REST, Set.of(),
            Target.Kind.KAFKA, Set.of("topic"),
            Target.Kind.REDIS, Set.of("list", "stream", "channel", "topic"));

    private static final JsonNode ANYTHING = JsonNode.createStringNode("anything");
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private final Json json;
    private final TargetForm targets;
    private final InstantSource clock;

    ConnectionForm(Json json, TargetForm targets, InstantSource clock) {
        this.json = json;
        this.targets = targets;
        this.clock = clock;
    }

    /** A new connection. */
    Connection create(Optional<byte[]> body, String by) {
        var fields = Fields.of(json.body(body));
        fields.require("name");
        fields.require("type");
        fields.require("settings");
        var name = fields.text("name", 1, Connection.LONGEST_NAME);
        if (name != null && !NAME.matcher(name).matches()) {
            fields.wrong("name", "format", "Must be letters, digits, dots, dashes and underscores.");
        }
        var kind = kind(fields);
        var settings = settings(fields, kind, null);
        var limits = FlowLimitsForm.read(fields, FlowLimits.NONE);
        fields.noOthers();
        fields.check();
        var now = clock.instant();
        return new Connection(
                Objects.requireNonNull(name),
                Objects.requireNonNull(kind),
                json.text(Objects.requireNonNull(settings)),
                limits,
                now,
                now,
                by);
    }

    /** A changed connection; what is absent stays as it is. */
    Connection change(Connection before, Optional<byte[]> body, String by) {
        var fields = Fields.of(json.body(body));
        for (String required : new String[] {"type", "settings"}) {
            if (fields.isNull(required)) {
                fields.wrong(required, "required", "This field cannot be null; leave it out to keep it.");
            }
        }
        var kind = kind(fields);
        if (kind != null && kind != before.kind()) {
            fields.wrong("type", "fixed", "Stays " + Words.of(before.kind()) + "; make another connection.");
        }
        var settings = settings(fields, before.kind(), before);
        var limits = FlowLimitsForm.read(fields, before.limits());
        fields.noOthers();
        fields.check();
        return new Connection(
                before.name(),
                before.kind(),
                settings == null ? before.settings() : json.text(settings),
                limits,
                before.createdAt(),
                clock.instant(),
                by);
    }

    /** What is sent to try a connection: the rest of a target, and a payload. */
    Sample sample(Connection connection, Optional<byte[]> body) {
        var given = body.filter(bytes -> bytes.length > 0).isPresent() ? json.body(body) : NOTHING;
        var fields = Fields.of(given);
        var settings = fields.object("settings");
        var payload = fields.object("payload");
        var target = targets.by(connection, settings == null ? NOTHING : settings, fields);
        fields.noOthers();
        fields.check();
        return new Sample(Objects.requireNonNull(target), json.text(payload == null ? NOTHING : payload));
    }

    private static Target.@Nullable Kind kind(Fields fields) {
        return fields.oneOf(
                "type", word -> Words.read(Target.Kind.class, word).orElse(null), Words.all(Target.Kind.class));
    }

    private @Nullable JsonNode settings(Fields fields, Target.@Nullable Kind kind, @Nullable Connection before) {
        var settings = fields.object("settings");
        if (settings == null || kind == null) {
            return settings;
        }
        var whole = new LinkedHashMap<String, JsonNode>();
        settings.entries().forEach(entry -> whole.put(entry.getKey(), entry.getValue()));
        var open = OPEN.getOrDefault(kind, Set.of());
        if (open.stream().noneMatch(whole::containsKey)) {
            open.stream().sorted().findFirst().ifPresent(name -> whole.put(name, ANYTHING));
        }
        var details = fields.within("settings", JsonNode.createObjectNode(whole));
        var old = before == null ? null : new Target(before.kind(), null, before.settings());
        var kept = targets.kept(kind, details, settings, old);
        details.noOthers();
        return kept;
    }

    /** What is sent to try a connection. */
    record Sample(Target target, String payload) {}
}
