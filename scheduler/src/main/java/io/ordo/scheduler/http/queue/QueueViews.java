package io.ordo.scheduler.http.queue;

import io.ordo.api.queue.QueueView;
import io.ordo.api.queue.QueueView.KatView;
import io.ordo.api.queue.QueueView.PauseView;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.FlowLimitsForm;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.http.request.RetryPolicies;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.queue.Backlog;
import io.ordo.scheduler.queue.Backlogs;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queue.Pause;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Queues as the wire shows them. */
@Singleton
final class QueueViews {
    private final Backlogs backlogs;
    private final Json json;

    QueueViews(Backlogs backlogs, Json json) {
        this.backlogs = backlogs;
        this.json = json;
    }

    /** @throws ProblemException when it was removed in this very moment */
    QueueView view(Queue queue) {
        return view(queue, backlogs.of(queue.id()).orElseThrow(() -> QueueGuide.unknown(queue.id())));
    }

    /** In their order; one that was removed in this very moment is left out. */
    List<QueueView> each(List<Queue> queues) {
        var all = backlogs.all();
        return queues.stream()
                .filter(queue -> all.containsKey(queue.id()))
                .map(queue -> view(queue, Objects.requireNonNull(all.get(queue.id()))))
                .toList();
    }

    /** Whether a queue holds tasks that have not ended. */
    boolean isAnyLive(Queue queue) {
        return backlogs.of(queue.id()).filter(backlog -> backlog.live() > 0).isPresent();
    }

    private QueueView view(Queue queue, Backlog backlog) {
        var settings = queue.settings();
        return new QueueView(
                queue.id(),
                settings.ranker().spec().name(),
                settings.maxsize(),
                settings.identity().allowReplace(),
                settings.identity().allowUpdates(),
                settings.identity().allowPriorityUpdates(),
                Seconds.of(settings.lease()),
                settings.maxDeaths(),
                RetryPolicies.view(settings.retry()),
                Seconds.of(settings.timeout()),
                settings.limits().concurrency(),
                FlowLimitsForm.view(settings.limits().rate()),
                settings.itemSchema() == null ? null : json.stored(settings.itemSchema()),
                view(settings.kat()),
                settings.events(),
                settings.isDispatched(),
                view(queue.pause()),
                backlog.queued(),
                backlog.pending(),
                backlog.isEstimated(),
                backlog.leased(),
                backlog.firstCreatedAt(),
                queue.createdAt(),
                queue.updatedAt());
    }

    private static @Nullable KatView view(@Nullable KatRules kat) {
        if (kat == null) {
            return null;
        }
        var after = kat.rescheduleAfter();
        return new KatView(kat.item().word(), kat.makesSchedules(), after == null ? null : Seconds.of(after));
    }

    private static @Nullable PauseView view(@Nullable Pause pause) {
        return pause == null ? null : new PauseView(pause.since(), pause.note());
    }
}
