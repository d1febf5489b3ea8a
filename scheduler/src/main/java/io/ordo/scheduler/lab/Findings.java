package io.ordo.scheduler.lab;

import io.ordo.ranker.simulation.Calibration;
import io.ordo.ranker.simulation.ReplayDiff;
import io.ordo.ranker.simulation.Report;
import io.ordo.scheduler.lab.Recordings.Recording;
import io.ordo.scheduler.queue.RankerVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an experiment.
 *
 * @param current what the replay under the ranker the queue has now comes to
 * @param calibration how well that replay meets what really happened; null when nothing did
 * @param candidates what the replays under the others come to, in their order
 */
public record Findings(
        Extent extent, Outcome current, @Nullable Calibration calibration, List<Candidate> candidates) {
    public Findings {
        candidates = List.copyOf(candidates);
    }

    /**
     * What was replayed.
     *
     * @param attempts how many
     * @param isCut whether there were more, and the oldest were left out
     * @param unknown how many attempts of that time say nothing of their arrival, and were left out
     * @param rankedAlike how many of the attempts were really ranked by the ranker the queue has now
     */
    public record Extent(int attempts, boolean isCut, long unknown, long rankedAlike) {
        static Extent of(Recording recording, RankerVersion current) {
            long alike = recording.attempts().stream()
                    .filter(attempt -> attempt.ranker() == current.id())
                    .count();
            return new Extent(recording.attempts().size(), recording.isCut(), recording.unknown(), alike);
        }
    }

    /** What a replay under a ranker comes to. */
    public record Outcome(RankerVersion ranker, Report report) {}

    /** The same of a candidate, and who would have waited longer or shorter than under the current one. */
    public record Candidate(Outcome outcome, ReplayDiff diff) {}

    /** How findings are written down. */
    @FunctionalInterface
    public interface Texts {
        /** As JSON. */
        String write(Findings findings);
    }
}
