package io.ordo.scheduler.ranking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** When work of a sort was done last. */
public interface LastRuns {
    /**
     * When a task of each sort last ended that had been executed, as far as one has.
     *
     * @param sorts as {@link Newcomer#sort}
     */
    Map<String, Instant> of(String queue, Collection<String> sorts);

    /**
     * The same for newcomers, by queue and sort.
     *
     * @param wanted which queues want to know; of the others nobody is asked
     */
    default Map<String, Map<String, Instant>> of(List<Newcomer> newcomers, Predicate<String> wanted) {
        return newcomers.stream()
                .filter(newcomer -> newcomer.sort() != null && wanted.test(newcomer.queue()))
                .collect(Collectors.groupingBy(
                        Newcomer::queue,
                        Collectors.mapping(one -> Objects.requireNonNull(one.sort()), Collectors.toSet())))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> of(entry.getKey(), entry.getValue())));
    }
}
