package io.ordo.scheduler.explaining;

/** From where queues are seen. */
public record Sights(Lookout lookout, Samples samples) {}
