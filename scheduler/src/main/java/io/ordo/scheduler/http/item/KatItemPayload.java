package io.ordo.scheduler.http.item;

import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.queue.KatRules;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Payloads of tasks, however they are made. */
@Singleton
public final class KatItemPayload implements ItemPayload {
    private final Json json;

    KatItemPayload(Json json) {
        this.json = json;
    }

    @Override
    public String of(KatRules.Item shape, String payload, UUID task) {
        return KatItem.read(shape, json.stored(payload))
                .map(item -> json.text(item.of(task)))
                .orElse(payload);
    }
}
