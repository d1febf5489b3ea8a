package io.ordo.scheduler.foreseeing;

/** From where queues are seen. */
public record Sights(Lookout lookout, Samples samples) {}
