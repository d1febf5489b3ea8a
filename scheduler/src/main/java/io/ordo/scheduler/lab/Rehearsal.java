package io.ordo.scheduler.lab;

import io.ordo.ranker.simulation.Calibration;
import io.ordo.ranker.simulation.Replay;
import io.ordo.ranker.simulation.ReplayDiff;
import io.ordo.ranker.simulation.Simulator;
import io.ordo.ranker.simulation.Workload;
import io.ordo.scheduler.lab.Findings.Candidate;
import io.ordo.scheduler.lab.Findings.Extent;
import io.ordo.scheduler.lab.Findings.Outcome;
import io.ordo.scheduler.queue.RankerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays the same work under one ranker after the other. Never more than two replays are in memory. */
final class Rehearsal {
    /** So many losers and winners are named. */
    private static final int MOST_NAMED = 20;

    private final Extent extent;
    private final Workload work;
    private final Pulse pulse;

    Rehearsal(Extent extent, Workload work, Pulse pulse) {
        this.extent = extent;
        this.work = work;
        this.pulse = pulse;
    }

    /** What comes of it; empty when it was not to go on. */
    Optional<Findings> of(RankerVersion current, List<RankerVersion> candidates) {
        return replay(current).flatMap(now -> {
            var found = new ArrayList<Candidate>();
            for (var candidate : candidates) {
                var then = replay(candidate);
                if (then.isEmpty()) {
                    return Optional.empty();
                }
                found.add(new Candidate(
                        new Outcome(candidate, then.get().report()), ReplayDiff.between(now, then.get(), MOST_NAMED)));
            }
            return Optional.of(new Findings(
                    extent,
                    new Outcome(current, now.report()),
                    Calibration.of(now).orElse(null),
                    found));
        });
    }

    private Optional<Replay> replay(RankerVersion version) {
        return pulse.goesOn() ? Simulator.replay(version.ranker(), work, pulse.next()) : Optional.empty();
    }
}
