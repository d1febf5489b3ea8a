package io.ordo.scheduler.http.ranking;

import io.micronaut.json.tree.JsonNode;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Plain;
import io.ordo.scheduler.queue.RankerTexts;
import jakarta.inject.Singleton;

/** Rankers as they are kept. */
@Singleton
final class RankerJson implements RankerTexts {
    private final Json json;

    RankerJson(Json json) {
        this.json = json;
    }

    @Override
    public String write(RankerSpec spec) {
        return json.text(JsonNode.from(spec.toMap()));
    }

    @Override
    public RankerSpec read(String text) {
        return RankerSpec.of(Plain.map(json.stored(text)));
    }
}
