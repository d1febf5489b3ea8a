package io.ordo.scheduler.http.event;

import io.micronaut.json.JsonMapper;
import io.ordo.api.event.EventView;
import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.event.EventTexts;
import io.ordo.scheduler.http.request.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events as they are told, whichever way. */
@Singleton
final class EventJson implements EventTexts {
    private final JsonMapper mapper;
    private final Json json;

    EventJson(JsonMapper mapper, Json json) {
        this.mapper = mapper;
        this.json = json;
    }

    @Override
    public String write(Event event) {
        var view = new EventView(
                event.number(),
                event.type(),
                event.happenedAt(),
                event.queue(),
                event.job(),
                event.task(),
                json.stored(event.detail()));
        try {
            return mapper.writeValueAsString(view);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
