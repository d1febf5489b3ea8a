package io.ordo.ranker.simulation;

import io.ordo.ranker.Ranker;
import java.util.Optional;

/**
 * Runs a workload under a ranker, from event to event, and tells when each task would have started. The ranker, the
 * books of tenants and durations, and what judges whether a deadline can be met are the classes a scheduler uses.
 * Nothing is random here: the same workload and ranker give the same replay.
 *
 * <p>What it leaves out: everything between two tasks of a worker takes no time, every worker can take every task, and
 * no task is cancelled.
 */
public final class Simulator {
    private Simulator() {}

    /** The replay of a workload. */
    public static Replay replay(Ranker ranker, Workload workload) {
        return replay(ranker, workload, Watcher.NONE).orElseThrow();
    }

    /**
     * The replay of a workload.
     *
     * @return empty when the watcher gave up
     */
    public static Optional<Replay> replay(Ranker ranker, Workload workload, Watcher watcher) {
        return new Simulation(ranker, workload).run(watcher);
    }
}
