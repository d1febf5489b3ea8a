package io.ordo.scheduler.http.queue;

import io.ordo.api.queue.SettledTask;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Status;
import java.util.List;
import java.util.stream.IntStream;

/** What came of settlements, as the wire shows it. */
final class LeaseViews {
    private LeaseViews() {}

    static List<SettledTask> view(List<Settlement> settlements, List<Settled> settled) {
        return IntStream.range(0, settled.size())
                .mapToObj(i -> view(settlements.get(i).key(), settled.get(i)))
                .toList();
    }

    static SettledTask moved(LeaseKey key, Status status) {
        return new SettledTask(key.task(), key.fence(), 200, status.word(), null);
    }

    static SettledTask stale(LeaseKey key) {
        return new SettledTask(key.task(), key.fence(), 409, null, "stale_fence");
    }

    private static SettledTask view(LeaseKey key, Settled settled) {
        return switch (settled) {
            case Settled.Moved moved -> moved(key, moved.status());
            case Settled.Stale() -> stale(key);
        };
    }
}
