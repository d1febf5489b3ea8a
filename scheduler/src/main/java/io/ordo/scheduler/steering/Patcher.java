package io.ordo.scheduler.steering;

import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.pushing.Pusher.Reception;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.ranking.RankedTasks.Change;
import io.ordo.scheduler.steering.SteeringRefused.Reason;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.TaskList;
import io.ordo.scheduler.task.TaskSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes tasks of OpenKAT's queues by their ids, one transaction each. */
public final class Patcher {
    private static final Logger LOG = LoggerFactory.getLogger(Patcher.class);

    private final Commits commits;
    private final Queues queues;
    private final TaskList tasks;
    private final Stores stores;
    private final Guide guide;

    public Patcher(Commits commits, Queues queues, TaskList tasks, Stores stores, Guide guide) {
        this.commits = commits;
        this.queues = queues;
        this.tasks = tasks;
        this.stores = stores;
        this.guide = guide;
    }

    /**
     * Changes a task, and keeps a lease alive that it is under.
     *
     * @return the task as it stands then
     * @throws SteeringRefused when it cannot be changed so
     */
    public TaskSnapshot patch(UUID id, Patch patch) {
        return commits.together(() -> {
            var queue = queue(find(id).task());
            var standing = stores.standings().hold(id).orElseThrow(Patcher::unknown);
            permit(standing, patch);
            var task = changed(queue, find(id).task(), patch);
            var to = Objects.requireNonNullElse(patch.status(), standing.status());
            if (to != standing.status()) {
                guide.lead(new Guide.Start(queue, task, standing), to);
            }
            extend(standing, to);
            LOG.debug(
                    "task_patched task={} from={} to={} fence={}",
                    id,
                    standing.status().word(),
                    to.word(),
                    patch.fence());
            return find(id);
        });
    }

    private TaskSnapshot find(UUID id) {
        return tasks.find(id).orElseThrow(Patcher::unknown);
    }

    private Queue queue(Task task) {
        return queues.find(task.work().queue())
                .filter(queue -> queue.settings().kat() != null)
                .orElseThrow(Patcher::unknown);
    }

    /** Whoever shows no fence speaks for a holder that never said its name, or wants the task stopped. */
    private static void permit(Standing standing, Patch patch) {
        if (standing instanceof Standing.Ended) {
            throw new SteeringRefused(Reason.ENDED);
        }
        if (patch.fence() == null) {
            boolean isNamed = standing instanceof Standing.Held held && held.holder() != null;
            if (isNamed && patch.status() != Status.CANCELLED) {
                throw new SteeringRefused(Reason.HELD);
            }
            return;
        }
        if (!(standing instanceof Standing.Held held) || held.key().fence() != patch.fence()) {
            throw new SteeringRefused(Reason.HELD);
        }
    }

    private Task changed(Queue queue, Task task, Patch patch) {
        if (!patch.changesTheTask()) {
            return task;
        }
        int before = task.work().priority();
        int after = Objects.requireNonNullElse(patch.priority(), before);
        stores.reception()
                .reranker()
                .change(List.of(new Change(task.id(), after, payload(queue, task, patch.payload()), patch.by())));
        String data = patch.payload() == null ? "same" : "new";
        LOG.info("task_changed task={} priority={} was={} data={}", task.id(), after, before, data);
        return find(task.id()).task();
    }

    private @Nullable String payload(Queue queue, Task task, @Nullable String said) {
        return said == null
                ? null
                : stores.reception()
                        .payloads()
                        .of(queue, task.work().carrying(said), task.id())
                        .payload();
    }

    /** Their clients know no heartbeat: whatever they say of a task is one. A lease that is gone is no matter. */
    private void extend(Standing standing, Status to) {
        if (standing instanceof Standing.Held held && (to == Status.DISPATCHED || to == Status.RUNNING)) {
            stores.leases().extend(List.of(held.key()), null);
        }
    }

    private static SteeringRefused unknown() {
        return new SteeringRefused(Reason.UNKNOWN);
    }

    /** Where tasks stand, who holds them, and what lets them in and changes them. */
    public record Stores(Standings standings, Leases leases, Reception reception) {}
}
