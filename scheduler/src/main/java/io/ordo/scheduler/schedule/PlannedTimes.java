package io.ordo.scheduler.schedule;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

public record PlannedTimes(List<Instant> newest, long count, int most) {
    public static PlannedTimes of(Schedule schedule, Instant first, Instant to, int most) {
        var newest = new ArrayDeque<Instant>();
        long count = 0;
        for (var next = Optional.of(first);
                next.isPresent() && !next.get().isAfter(to);
                next = schedule.nextAfter(next.get())) {
            count++;
            newest.add(next.get());
            if (newest.size() > most) {
                newest.remove();
            }
        }
        return new PlannedTimes(List.copyOf(newest), count, most);
    }
}
