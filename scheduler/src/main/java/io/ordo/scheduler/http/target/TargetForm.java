package io.ordo.scheduler.http.target;

import io.ordo.api.schedule.TargetView;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.target.Secrets;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How requests and answers write where tasks are pushed. */
@Singleton
public final class TargetForm {
    /** Whether there is a secret matters when it is needed: it may come after those who name it. */
    private static final Secrets ANY = _ -> Optional.of("secret");

    private final Json json;
    private final AddressForm addresses;

    TargetForm(Json json, AddressForm addresses) {
        this.json = json;
        this.addresses = addresses;
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
        target.require("settings");
        var settings = target.object("settings");
        var details = target.nested("settings");
        if (kind != null && details != null) {
            check(kind, details);
            details.noOthers();
        }
        target.noOthers();
        return kind == null ? null : new Target(kind, settings == null ? "{}" : json.text(settings));
    }

    /** Notes what is wrong with the settings of a target. */
    public void check(Target.Kind kind, Fields settings) {
        addresses.read(kind, settings, ANY);
    }

    /** As the wire shows it. */
    public @Nullable TargetView view(@Nullable Target target) {
        return target == null ? null : new TargetView(Words.of(target.kind()), json.stored(target.settings()));
    }
}
