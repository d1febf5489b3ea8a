package io.ordo.scheduler.http.queue;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a pop brings along. */
@Singleton
final class PopForm {
    private final Json json;
    private final SettleForm settlements;

    PopForm(Json json, SettleForm settlements) {
        this.json = json;
        this.settlements = settlements;
    }

    Asked read(Optional<byte[]> body) {
        return json.largeIfAny(body).map(this::read).orElse(Asked.NOTHING);
    }

    private Asked read(JsonNode body) {
        var fields = Fields.of(body);
        var settle = settlements.read(fields.each("settle", SettleForm.MOST));
        fields.noOthers();
        fields.check();
        return new Asked(null, settle);
    }

    /**
     * What a pop asks for beyond tasks.
     *
     * @param filter which tasks; null for any
     */
    record Asked(@Nullable Filter filter, List<Settlement> settlements) {
        static final Asked NOTHING = new Asked(null, List.of());
    }
}
