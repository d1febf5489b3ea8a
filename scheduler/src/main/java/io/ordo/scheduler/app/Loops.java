package io.ordo.scheduler.app;

import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.upkeep.Expirer;
import io.ordo.scheduler.upkeep.Reaper;
import java.util.List;

/** The loops of this scheduler. Every scheduler runs all of them: none needs a leader. */
final class Loops implements AutoCloseable {
    private final List<Loop> loops;

    Loops(List<Loop> loops) {
        this.loops = List.copyOf(loops);
        this.loops.forEach(Loop::start);
    }

    static Loops of(Settings settings, Planner planner, Promoter promoter, Reaper reaper, Expirer expirer) {
        return new Loops(List.of(
                new Loop("planner", settings.planInterval(), planner::runOnce),
                new Loop("promoter", settings.planInterval(), promoter::runOnce),
                new Loop("reaper", settings.reapInterval(), reaper::runOnce),
                new Loop("expirer", settings.reapInterval(), expirer::runOnce)));
    }

    @Override
    public void close() {
        loops.forEach(Loop::endAfterThisRound);
        loops.forEach(Loop::close);
    }
}
