package io.ordo.scheduler.http.lab;

import io.ordo.api.ranking.SimulationView;
import io.ordo.scheduler.http.ranking.RankerViews;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.lab.Simulation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Simulations as the wire shows them. */
final class SimulationViews {
    private SimulationViews() {}

    static SimulationView view(Simulation simulation) {
        var experiment = simulation.experiment();
        return new SimulationView(
                simulation.id(),
                experiment.queue(),
                RankerViews.each(experiment.rankers()),
                experiment.from(),
                experiment.to(),
                experiment.workers(),
                experiment.most(),
                simulation.status().name().toLowerCase(Locale.ROOT),
                share(simulation.progress()),
                simulation.reason(),
                simulation.askedAt(),
                simulation.askedBy(),
                simulation.startedAt(),
                simulation.endedAt());
    }

    /** A number from 0 to 1, as exact as anybody wants to read it. */
    static BigDecimal share(double number) {
        return Seconds.plain(BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP));
    }
}
