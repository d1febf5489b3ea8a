package io.ordo.bench.trial;

import io.ordo.bench.report.Figure;

/**
 * Who waits how long when one tenant floods, under {@code balanced} and by strict priority: simulated, so that it comes
 * out the same every time and everywhere.
 */
public final class FloodTrial implements Trial {
    @Override
    public void run(Round round) throws Exception {
        var figures = round.stage().ranker().of("flood");
        round.add(Figure.FLOOD_URGENT, figures, "balanced.urgent");
        round.add(Figure.FLOOD_NORMAL, figures, "balanced.normal");
        round.add(Figure.FLOOD_STRICT_URGENT, figures, "priority.urgent");
        round.add(Figure.FLOOD_STRICT_NORMAL, figures, "priority.normal");
    }
}
