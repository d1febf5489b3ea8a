package io.ordo.scheduler.task;

import java.time.Duration;

/**
 * What a tenant was charged for a task that was queued.
 *
 * @param level the class it is counted in, 1 to 5: it weighs on this class and on all less urgent ones
 * @param expected how long the task will probably take
 */
public record Charge(String tenant, int level, Duration expected) {}
