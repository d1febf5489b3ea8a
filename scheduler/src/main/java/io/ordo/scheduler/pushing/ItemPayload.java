package io.ordo.scheduler.pushing;

import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.work.Work;
import java.util.UUID;

/** Writes payloads as those of the tasks that carry them: some of OpenKAT's workers look for the task's id there. */
@FunctionalInterface
public interface ItemPayload {
    String of(KatRules.Item shape, String payload, UUID task);

    /** Work of a queue, as the task of that id does it. */
    default Work of(Queue queue, Work work, UUID task) {
        var kat = queue.settings().kat();
        return kat == null ? work : work.carrying(of(kat.item(), work.payload(), task));
    }
}
