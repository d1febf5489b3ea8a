package io.ordo.scheduler.event;

/** Events as JSON: what everybody outside is told of one. */
public interface EventTexts {
    String write(Event event);
}
