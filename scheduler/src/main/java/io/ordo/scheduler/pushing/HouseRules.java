package io.ordo.scheduler.pushing;

import io.ordo.scheduler.pushing.Intake.Entered;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.ranking.RankedTasks.Change;
import io.ordo.scheduler.ranking.Reranker;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.work.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Lets tasks into queues that are bounded, or that hold one task of each identity: one transaction at a time. */
final class HouseRules {
    /** Who changes a task that is pushed again. */
    private static final String BY_PUSH = "push";

    private final Intake intake;
    private final Reranker reranker;
    private final ItemPayload payloads;
    private final Maker maker;

    HouseRules(Pusher.Reception reception, Maker maker) {
        this.intake = reception.intake();
        this.reranker = reception.reranker();
        this.payloads = reception.payloads();
        this.maker = maker;
    }

    /** Judges each in turn, as if they had come one after the other; part of the transaction that is running. */
    List<Pushed> enter(Queue queue, List<NewTask> tasks) {
        intake.lock(queue.id());
        var visit = new Visit(queue, tasks);
        tasks.forEach(visit::judge);
        return visit.end();
    }

    /** What is known of the queue while the lock is held, the tasks judged so far included. */
    private final class Visit {
        private final Queue queue;
        private final Map<String, Task> twins;
        private final Map<UUID, NewTask> entering = new LinkedHashMap<>();
        private final List<Function<Map<UUID, Entered>, Pushed>> answers = new ArrayList<>();
        private int room = Integer.MAX_VALUE;
        private int pushed;

        Visit(Queue queue, List<NewTask> tasks) {
            this.queue = queue;
            var hashes = tasks.stream()
                    .map(task -> task.task().hash())
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            this.twins = hashes.isEmpty() ? new HashMap<>() : twins(hashes);
            if (isBounded()) {
                room = intake.room(queue.id(), queue.settings().maxsize());
            }
        }

        private boolean isBounded() {
            return queue.settings().maxsize() > 0;
        }

        /** Those that may be changed are held before any of them is: two who hold some never wait in a circle. */
        private Map<String, Task> twins(List<String> hashes) {
            if (queue.settings().identity().permitAny()) {
                intake.hold(queue.id(), hashes);
            }
            return new HashMap<>(intake.twins(queue.id(), hashes));
        }

        void judge(NewTask asked) {
            if (pushed >= room && asked.task().work().priority() > 1) {
                int maxsize = queue.settings().maxsize();
                answers.add(_ -> new Pushed.Full(maxsize));
                return;
            }
            var twin = twins.get(asked.task().hash());
            if (twin == null) {
                enter(asked);
            } else {
                meet(asked, twin);
            }
        }

        List<Pushed> end() {
            var made = maker.make(List.copyOf(entering.values()));
            if (isBounded()) {
                intake.fill(queue.id(), queue.settings().maxsize(), pushed);
            }
            return answers.stream().map(answer -> answer.apply(made)).toList();
        }

        private void enter(NewTask asked) {
            var task = asked.task();
            entering.put(task.id(), asked);
            if (asked.isDue()) { // one that waits takes no room, and is nobody's twin until it is queued
                pushed++;
                if (task.hash() != null) {
                    twins.put(task.hash(), task);
                }
            }
            answers.add(made -> Pusher.made(asked, made));
        }

        private void meet(NewTask asked, Task twin) {
            var work = payloads.of(queue, asked.task().work(), twin.id());
            var rules = queue.settings().identity();
            boolean otherPriority = work.priority() != twin.work().priority();
            boolean otherPayload = rules.allowUpdates()
                    && !intake.isSame(work.payload(), twin.work().payload());
            if (!rules.permit(otherPayload, otherPriority)) {
                answers.add(_ -> new Pushed.Twin(twin.id()));
                return;
            }
            change(twin, work);
            var task = changed(twin, work);
            twins.put(Objects.requireNonNull(twin.hash()), task);
            answers.add(made -> changed(task, made));
        }

        /** A twin that came with the same request may not have been made after all. */
        private Pushed changed(Task task, Map<UUID, Entered> made) {
            var entered = entering.get(task.id());
            var refused = entered == null ? null : Pusher.made(entered, made);
            return refused == null || refused instanceof Pushed.Made ? new Pushed.Changed(task) : refused;
        }

        private static Task changed(Task twin, Work asked) {
            var work = twin.work().asUrgentAs(asked.priority()).carrying(asked.payload());
            return new Task(twin.id(), twin.source(), work, twin.hash(), twin.createdAt());
        }

        private void change(Task twin, Work asked) {
            var made = entering.get(twin.id());
            if (made == null) {
                reranker.change(List.of(new Change(twin.id(), asked.priority(), asked.payload(), BY_PUSH)));
            } else {
                entering.put(twin.id(), made.changed(changed(made.task(), asked)));
            }
        }
    }
}
