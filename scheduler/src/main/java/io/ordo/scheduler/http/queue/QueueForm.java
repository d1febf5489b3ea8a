package io.ordo.scheduler.http.queue;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Stamps;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queue.Pause;
import io.ordo.scheduler.queue.QueueSettings;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads queues from their bodies. */
@Singleton
final class QueueForm {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int LONGEST_NOTE = 1_000;

    private final QueueSettingsForm settings;
    private final Json json;
    private final Stamps stamps;
    private final QueueSettings usual;

    /** @param usual what a queue is whose maker decided nothing */
    QueueForm(QueueSettingsForm settings, Json json, Stamps stamps, QueueSettings usual) {
        this.settings = settings;
        this.json = json;
        this.stamps = stamps;
        this.usual = usual;
    }

    /** A new queue: what is absent takes its default. */
    Queue create(JsonNode body, String by) {
        var fields = Fields.of(body);
        fields.require("id");
        var id = fields.text("id", 1, Queue.LONGEST_ID);
        if (id != null && !ID.matcher(id).matches()) {
            fields.wrong(
                    "id",
                    "format",
                    "Must consist of letters, digits, dots, dashes and underscores, a letter or digit first.");
        }
        var read = settings.read(fields, usual);
        var now = stamps.now();
        return new Queue(Objects.requireNonNull(id), read, null, now, now, by);
    }

    /** A changed queue: what is absent stays as it is. */
    Queue change(JsonNode body, Queue queue, String by) {
        var fields = Fields.of(body);
        var isDispatched = body.get("dispatch");
        if (isDispatched != null
                && isDispatched.isBoolean()
                && isDispatched.getBooleanValue() != queue.settings().isDispatched()) {
            fields.wrong("dispatch", "fixed", "Is decided when a queue is made; make another queue.");
        }
        var read = settings.read(fields, queue.settings());
        return queue.changed(read, stamps.now(), by);
    }

    /** What somebody who pauses a queue has to say. */
    @Nullable
    String note(Optional<byte[]> body) {
        return json.largeIfAny(body).map(this::note).orElse(null);
    }

    private @Nullable String note(JsonNode body) {
        var fields = Fields.of(body);
        var note = fields.text("note", 1, LONGEST_NOTE);
        fields.noOthers();
        fields.check();
        return note;
    }

    /** A queue that is paused already keeps its first moment. */
    Queue paused(Queue queue, @Nullable String note, String by) {
        var now = stamps.now();
        var since = queue.pause() == null ? now : queue.pause().since();
        return queue.paused(new Pause(since, note), now, by);
    }

    Queue resumed(Queue queue, String by) {
        return queue.paused(null, stamps.now(), by);
    }
}
