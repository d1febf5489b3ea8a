package io.ordo.bench.trial;

import io.ordo.bench.report.Figure;

/** How long the ranker's simulator takes for a million tasks, by the time on the processor of a process of its own. */
public final class SimulatorTrial implements Trial {
    @Override
    public void run(Round round) throws Exception {
        var figures = round.stage().ranker().of("million");
        round.add(Figure.SIMULATOR_REPLAY, figures, "replay");
        round.add(Figure.SIMULATOR_REPORT, figures, "report");
    }
}
