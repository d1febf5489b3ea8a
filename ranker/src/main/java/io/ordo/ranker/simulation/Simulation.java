package io.ordo.ranker.simulation;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.simulation.WorkerPlan.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run of the {@link Simulator}: the queue, the workers and the clock. */
final class Simulation {
    /** How many tasks arrive between two looks at the watcher. */
    private static final int STRIDE = 4_096;

    private final Ranker ranker;
    private final Workload workload;
    private final List<RecordedTask> tasks;
    private final Desk desk;
    private final Replay.Builder replay;
    private final RankHeap queued = new RankHeap();
    private final RankHeap running = new RankHeap();

    private long now = Long.MIN_VALUE;
    private int arrived;
    private int changed;
    private int workers;

    Simulation(Ranker ranker, Workload workload) {
        this.ranker = ranker;
        this.workload = workload;
        tasks = workload.tasks();
        replay = new Replay.Builder(ranker, workload);
        desk = new Desk(ranker, workload);
        workers(workload.workers().first());
    }

    Optional<Replay> run(Watcher watcher) {
        for (long next = nextEvent(); next != Long.MAX_VALUE; next = nextEvent()) {
            now = next;
            desk.look(now);
            end();
            change();
            int before = arrived;
            arrive();
            start();
            if (arrived / STRIDE != before / STRIDE && !watcher.goOn(arrived, tasks.size())) {
                return Optional.empty();
            }
        }
        return Optional.of(replay.build());
    }

    private long nextEvent() {
        long next = arrived < tasks.size() ? micros(tasks.get(arrived).arrival()) : Long.MAX_VALUE;
        if (!running.isEmpty()) {
            next = Math.min(next, running.key());
        }
        boolean worksOn = next != Long.MAX_VALUE || !queued.isEmpty();
        if (worksOn && changed < changes().size()) {
            next = Math.min(next, micros(changes().get(changed).at()));
        }
        return next;
    }

    private void end() {
        while (!running.isEmpty() && running.key() <= now) {
            desk.end(running.remove());
        }
    }

    private void change() {
        while (changed < changes().size() && micros(changes().get(changed).at()) <= now) {
            workers(changes().get(changed++).workers());
        }
    }

    private void arrive() {
        while (arrived < tasks.size() && micros(tasks.get(arrived).arrival()) <= now) {
            var facts = desk.facts(arrived);
            long rank = ranker.rank(facts, replay.offsets());
            replay.ranked(arrived, rank, facts);
            desk.queue(arrived, rank);
            queued.add(rank, arrived++);
        }
    }

    private void start() {
        while (running.size() < workers && !queued.isEmpty()) {
            int task = queued.remove();
            if (isExpired(task)) {
                desk.withdraw(task);
            } else {
                desk.start(task);
                replay.started(task, now);
                running.add(now + tasks.get(task).duration().toNanos() / 1_000, task);
            }
        }
    }

    private boolean isExpired(int task) {
        var deadline = tasks.get(task).more().deadline();
        return workload.deadlinesExpire() && deadline != null && micros(deadline) < now;
    }

    private void workers(int count) {
        workers = count;
        desk.workers(count);
    }

    private List<Change> changes() {
        return workload.workers().changes();
    }

    private static long micros(Instant instant) {
        return Replay.micros(instant);
    }
}
