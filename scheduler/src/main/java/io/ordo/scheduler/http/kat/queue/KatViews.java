package io.ordo.scheduler.http.kat.queue;

import io.ordo.api.kat.KatHeldTask;
import io.ordo.api.kat.KatQueue;
import io.ordo.api.kat.KatScheduler;
import io.ordo.api.kat.KatTask;
import io.ordo.api.queue.LeaseView;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.http.kat.KatGuide;
import io.ordo.scheduler.http.kat.KatTaskViews;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.queue.Backlogs.Size;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskSnapshot;
import jakarta.inject.Singleton;

/** Queues and tasks as OpenKAT's clients see them. */
@Singleton
final class KatViews {
    private static final String OF_NO_TYPE = "unknown";

    private final KatTaskViews tasks;

    KatViews(KatTaskViews tasks) {
        this.tasks = tasks;
    }

    static KatScheduler scheduler(Queue queue, Size size) {
        return new KatScheduler(
                queue.id(),
                type(queue),
                itemType(queue),
                size.queued(),
                size.lastActivity(),
                !queue.isPaused(),
                queue(queue, size));
    }

    static KatQueue queue(Queue queue, Size size) {
        var settings = queue.settings();
        var identity = settings.identity();
        return new KatQueue(
                queue.id(),
                size.queued(),
                settings.maxsize(),
                itemType(queue),
                identity.allowReplace(),
                identity.allowUpdates(),
                identity.allowPriorityUpdates());
    }

    KatTask task(Popped popped) {
        var lease = popped.lease();
        var poppedAt = lease.expiresAt().minus(lease.length());
        return tasks.view(new TaskSnapshot(popped.task(), Status.DISPATCHED, poppedAt));
    }

    KatHeldTask held(Popped popped) {
        var lease = popped.lease();
        var task = task(popped);
        return new KatHeldTask(
                task.id(),
                task.schedulerId(),
                task.scheduleId(),
                task.organisation(),
                task.priority(),
                task.status(),
                task.type(),
                task.hash(),
                task.data(),
                task.createdAt(),
                task.modifiedAt(),
                new LeaseView(lease.key().fence(), lease.attempt(), lease.expiresAt(), Seconds.of(lease.length())));
    }

    private static String type(Queue queue) {
        var item = KatGuide.rules(queue).item();
        return item == KatRules.Item.ANY ? OF_NO_TYPE : item.word();
    }

    private static String itemType(Queue queue) {
        return switch (KatGuide.rules(queue).item()) {
            case BOEFJE -> "BoefjeTask";
            case NORMALIZER -> "NormalizerTask";
            case REPORT -> "ReportTask";
            case ANY -> "Any";
        };
    }
}
