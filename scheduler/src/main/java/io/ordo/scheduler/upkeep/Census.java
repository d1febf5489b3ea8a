package io.ordo.scheduler.upkeep;

import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskCensus;
import io.ordo.scheduler.task.TaskCensus.Ended;
import io.ordo.scheduler.task.TaskCensus.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks stand where. What lives is counted whenever somebody asks, in places that are as small as what lives.
 * What has ended is as much as the history is long, and stays ended: it is counted in the background and remembered.
 * The first look counts all of it, and so does one a day, and one after other queues became OpenKAT's; every other look
 * counts what ended since the one before. So an answer takes as long with any history, and a task that has ended is
 * missing in it until the next look. Exact counters would be a row that every settlement of a queue had to lock.
 */
public final class Census {
    /** After that all is counted anew: what was removed from the history is not remembered for ever. */
    private static final Duration OLDEST = Duration.ofDays(1);

    private final TaskCensus tasks;
    private final Supplier<Set<String>> queues;
    private volatile @Nullable Known known;

    /** @param queues those whose ended tasks are counted, as far as they have an identity */
    public Census(TaskCensus tasks, Supplier<Set<String>> queues) {
        this.tasks = tasks;
        this.queues = queues;
    }

    /**
     * Counts what ended.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        var asked = Set.copyOf(queues.get());
        var before = known;
        known = before == null || !before.queues().equals(asked) || before.isOld()
                ? Known.of(asked, tasks.ended(asked, null))
                : before.and(tasks.ended(asked, before.until()));
        return false;
    }

    /** The tasks that have not ended, by queue and status; what there is none of is left out. */
    public Map<String, Map<Status, Long>> live() {
        return sums(tasks.live().stream());
    }

    /** The tasks that had ended at the last look, by queue and status; queues that were not counted yet are missing. */
    public Map<String, Map<Status, Long>> ended() {
        var last = known;
        return last == null ? Map.of() : last.sums();
    }

    private static Map<String, Map<Status, Long>> sums(Stream<Tally> tallies) {
        var sums = new HashMap<String, Map<Status, Long>>();
        tallies.forEach(tally -> sums.computeIfAbsent(tally.queue(), _ -> new EnumMap<>(Status.class))
                .merge(tally.status(), tally.tasks(), Long::sum));
        return sums;
    }

    /**
     * What had ended at the last look.
     *
     * @param settled before the horizon, which will not change
     * @param fresh since the horizon, which is counted again at the next look
     * @param begun the horizon when all was counted
     * @param until the horizon of the last look
     */
    private record Known(Set<String> queues, List<Tally> settled, List<Tally> fresh, Instant begun, Instant until) {
        static Known of(Set<String> queues, Ended ended) {
            return new Known(queues, ended.settled(), ended.fresh(), ended.horizon(), ended.horizon());
        }

        boolean isOld() {
            return Duration.between(begun, until).compareTo(OLDEST) >= 0;
        }

        Known and(Ended since) {
            var all = Census.sums(Stream.concat(settled.stream(), since.settled().stream())).entrySet().stream()
                    .flatMap(queue -> queue.getValue().entrySet().stream()
                            .map(one -> new Tally(queue.getKey(), one.getKey(), one.getValue())))
                    .toList();
            var horizon = since.horizon().isAfter(until) ? since.horizon() : until;
            return new Known(queues, all, since.fresh(), begun, horizon);
        }

        Map<String, Map<Status, Long>> sums() {
            var counted = Census.sums(Stream.concat(settled.stream(), fresh.stream()));
            return queues.stream().collect(Collectors.toMap(id -> id, id -> counted.getOrDefault(id, Map.of())));
        }
    }
}
