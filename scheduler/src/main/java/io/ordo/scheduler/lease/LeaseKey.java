package io.ordo.scheduler.lease;

import java.util.UUID;

/**
 * The only key that extends, starts, settles or releases a popped task.
 *
 * @param fence rises with every pop of any task; the newest wins
 */
public record LeaseKey(UUID task, long fence) {}
