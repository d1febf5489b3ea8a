package io.ordo.scheduler.pushing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.pushing.Intake.Entered;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.NewTask;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ranks tasks that nothing stands against, and makes them. */
final class Maker {
    private final Intake intake;
    private final Ranking ranking;
    private final Arrivals arrivals;

    Maker(Intake intake, Ranking ranking, Arrivals arrivals) {
        this.intake = intake;
        this.ranking = ranking;
        this.arrivals = arrivals;
    }

    /** What came of each, by id. */
    Map<UUID, Entered> make(List<NewTask> tasks) {
        var made = ranking.admit(tasks, ranked -> MadeTasks.of(ranked, intake.enter(ranked)), MadeTasks::isMade);
        made.announceTo(arrivals);
        return made.entered();
    }
}
