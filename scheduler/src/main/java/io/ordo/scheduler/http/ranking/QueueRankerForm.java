package io.ordo.scheduler.http.ranking;

import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.RankerForm;
import io.ordo.scheduler.queue.RankerVersion;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which ranker a queue is to have, or to try. */
@Singleton
final class QueueRankerForm {
    private static final int LONGEST_NOTE = 1_000;

    private final Json json;

    QueueRankerForm(Json json) {
        this.json = json;
    }

    /** @param now what the queue has; its name means itself */
    Choosing choice(Optional<byte[]> body, RankerVersion now) {
        var fields = Fields.of(json.body(body));
        fields.require("ranker");
        var ranker = fields.isNull("ranker") ? now : RankerForm.read(fields, "ranker", now);
        var note = fields.text("note", 1, LONGEST_NOTE);
        fields.noOthers();
        fields.check();
        return new Choosing(ranker, note);
    }

    /**
     * A candidate; empty for none any more.
     *
     * @param now what the queue has, beside which the same is not tried
     */
    Optional<RankerVersion> shadow(Optional<byte[]> body, RankerVersion now) {
        var fields = Fields.of(json.body(body));
        if (!fields.has("ranker")) {
            fields.wrong("ranker", "required", "This field is required.");
        }
        var shadow = fields.isNull("ranker")
                ? Optional.<RankerVersion>empty()
                : RankerForm.read(fields, "ranker", Optional.of(now));
        if (shadow.filter(now::equals).isPresent()) {
            fields.wrong("ranker", "same", "The queue has this ranker already; try another beside it.");
        }
        fields.noOthers();
        fields.check();
        return shadow;
    }

    /** @param note null when nothing is said */
    record Choosing(RankerVersion ranker, @Nullable String note) {}
}
