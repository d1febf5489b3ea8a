package io.ordo.worker.health;

/**
 * How a worker is.
 *
 * @param healthy false when the scheduler has been out of reach for too long
 * @param slots the tasks it can execute at once
 * @param running the slots in use
 */
public record Health(boolean healthy, String name, int slots, int running) {}
