package io.ordo.scheduler.lab;

import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.simulation.RecordedTask;
import io.ordo.ranker.simulation.RecordedTask.More;
import io.ordo.ranker.simulation.WorkerPlan;
import io.ordo.ranker.simulation.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes work to be done of what is on record: each attempt is a demand of its own. */
final class PastWork {
    private PastWork() {}

    /**
     * What was to be done, and by how many.
     *
     * @param attempts in the order of their arrival
     * @param workers null for as many as there were
     */
    static Workload of(List<PastAttempt> attempts, Map<String, TenantTerms> terms, @Nullable Integer workers) {
        var plan = workers == null ? Crew.of(attempts) : WorkerPlan.always(workers);
        return new Workload(tasks(attempts), plan, terms, true);
    }

    /** What was done before the first of them is not known: of a sort the first looks like the first ever. */
    private static List<RecordedTask> tasks(List<PastAttempt> attempts) {
        var done = attempts.stream()
                .filter(attempt -> attempt.isCounted() && attempt.who().sort() != null)
                .sorted(Comparator.comparing(PastAttempt::ended))
                .toList();
        var lastRuns = new HashMap<String, Instant>();
        var tasks = new ArrayList<RecordedTask>(attempts.size());
        int next = 0;
        for (var attempt : attempts) {
            while (next < done.size() && !done.get(next).ended().isAfter(attempt.arrival())) {
                var one = done.get(next++);
                lastRuns.put(Objects.requireNonNull(one.who().sort()), one.ended());
            }
            var sort = attempt.who().sort();
            tasks.add(task(attempt, sort == null ? null : lastRuns.get(sort)));
        }
        return tasks;
    }

    private static RecordedTask task(PastAttempt attempt, @Nullable Instant lastRun) {
        var who = attempt.who();
        return new RecordedTask(
                who.task().toString(),
                Objects.requireNonNullElse(who.tenant(), ""),
                attempt.arrival(),
                who.priority(),
                attempt.lasted(),
                new More(
                        who.sort(),
                        "",
                        attempt.expected(),
                        attempt.deadline(),
                        who.created(),
                        who.dataAt(),
                        lastRun,
                        attempt.failures(),
                        attempt.popped()));
    }
}
