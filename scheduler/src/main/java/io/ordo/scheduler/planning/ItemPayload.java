package io.ordo.scheduler.planning;

import io.ordo.scheduler.queue.KatRules;
import java.util.UUID;

/** Writes a schedule's payload as the payload of its task: some of OpenKAT's workers look for the task's id there. */
@FunctionalInterface
public interface ItemPayload {
    String of(KatRules.Item shape, String payload, UUID task);
}
