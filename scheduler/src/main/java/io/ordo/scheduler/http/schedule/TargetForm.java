package io.ordo.scheduler.http.schedule;

import io.ordo.api.schedule.TargetView;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How requests and answers write where the tasks of a job are pushed. */
@Singleton
public final class TargetForm {
    /** The setting that says what is sent: {@link #PAYLOAD}, which is the default, or {@link #DATA}. */
    public static final String SEND = "send";

    /** The payload of the task, whole. */
    public static final String PAYLOAD = "payload";

    /** What the payload of the task has in its field {@code data}. */
    public static final String DATA = "data";

    private final Json json;

    TargetForm(Json json) {
        this.json = json;
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
        var settings = target.object("settings");
        var details = target.nested("settings");
        if (details != null) {
            details.oneOf(SEND, word -> List.of(PAYLOAD, DATA).contains(word) ? word : null, PAYLOAD + ", " + DATA);
        }
        target.noOthers();
        return kind == null ? null : new Target(kind, settings == null ? "{}" : json.text(settings));
    }

    /** As the wire shows it. */
    public @Nullable TargetView view(@Nullable Target target) {
        return target == null ? null : new TargetView(Words.of(target.kind()), json.stored(target.settings()));
    }
}
