package io.ordo.scheduler.pushing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.pushing.Intake.Entered;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.NewTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Tasks that were made.
 *
 * @param tasks in the order they were asked for; those that were refused are left out
 * @param entered what came of each that was asked for
 */
public record MadeTasks(List<NewTask> tasks, Map<UUID, Entered> entered) {
    /** Of the tasks asked for, those that were made. */
    public static MadeTasks of(List<NewTask> asked, Map<UUID, Entered> entered) {
        var made = asked.stream().filter(one -> entered(one, entered).isMade());
        return new MadeTasks(made.toList(), entered);
    }

    /** Lets those know who wait for tasks. */
    public void announceTo(Arrivals arrivals) {
        var places = new LinkedHashMap<String, List<Place>>();
        var gates = new HashSet<String>();
        for (var made : tasks) {
            if (made.task().work().isLimited()) {
                gates.addAll(made.task().work().gates());
            } else if (entered(made, entered) instanceof Entered.Queued(Place place)) {
                places.computeIfAbsent(made.task().work().queue(), _ -> new ArrayList<>())
                        .add(place);
            }
        }
        places.forEach(arrivals::arrived);
        arrivals.touched(gates);
    }

    /** Whether a task that was asked for was made. */
    boolean isMade(NewTask asked) {
        return entered(asked, entered).isMade();
    }

    static Entered entered(NewTask asked, Map<UUID, Entered> entered) {
        return Objects.requireNonNull(entered.get(asked.task().id()));
    }
}
