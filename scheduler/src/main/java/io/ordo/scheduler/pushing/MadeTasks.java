package io.ordo.scheduler.pushing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.pushing.Intake.Entered;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.NewTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that were made.
 *
 * @param tasks in the order they were asked for; those that were refused are left out
 * @param entered where each of them stands
 */
public record MadeTasks(List<NewTask> tasks, Map<UUID, Entered> entered) {
    /** Of the tasks asked for, those that were made. */
    public static MadeTasks of(List<NewTask> asked, Map<UUID, Entered> entered) {
        var made = asked.stream().filter(one -> entered.containsKey(one.task().id()));
        return new MadeTasks(made.toList(), entered);
    }

    /** Lets those know who wait for tasks. */
    public void announceTo(Arrivals arrivals) {
        var places = new LinkedHashMap<String, List<Place>>();
        for (var made : tasks) {
            var place = place(made);
            if (place != null) {
                places.computeIfAbsent(made.task().work().queue(), _ -> new ArrayList<>())
                        .add(place);
            }
        }
        places.forEach(arrivals::arrived);
    }

    private @Nullable Place place(NewTask made) {
        var one = entered.get(made.task().id());
        return one == null ? null : one.place();
    }
}
