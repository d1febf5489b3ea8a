package io.ordo.scheduler.http.queue;

import io.ordo.api.queue.LeaseView;
import io.ordo.api.queue.PopAnswer;
import io.ordo.api.queue.PoppedTask;
import io.ordo.api.queue.SettledTask;
import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Popped tasks, and what came of settlements, as the wire shows them. */
@Singleton
final class LeaseViews {
    private final Json json;

    LeaseViews(Json json) {
        this.json = json;
    }

    PopAnswer view(List<Settlement> settlements, Exchanged exchanged) {
        return new PopAnswer(
                exchanged.popped().stream().map(this::view).toList(), view(settlements, exchanged.settled()));
    }

    PoppedTask view(Popped popped) {
        var task = popped.task();
        var work = task.work();
        return new PoppedTask(
                task.id(),
                work.queue(),
                task.job(),
                work.tenant(),
                work.priority(),
                json.stored(work.payload()),
                seconds(work.timeout()),
                task.plannedAt(),
                task.createdAt(),
                view(popped.lease()));
    }

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

    private static LeaseView view(Lease lease) {
        return new LeaseView(lease.key().fence(), lease.attempt(), lease.expiresAt(), seconds(lease.length()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
