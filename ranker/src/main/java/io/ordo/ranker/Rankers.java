package io.ordo.ranker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rankers a queue can choose from. */
public final class Rankers {
    /** Never starves: a task of the lowest class is passed by newcomers for 30 minutes at most. */
    public static final Ranker AGING = new TimeAxisRanker("aging", List.of(new ClassFactor()), Duration.ofMinutes(30));

    /** The order of arrival, whatever the priority. */
    public static final Ranker FIFO = new TimeAxisRanker("fifo", List.of(), Duration.ofMinutes(30));

    /** Strict priority, in the order OpenKAT's queues know. */
    public static final Ranker PRIORITY = new StrictRanker("priority");

    private static final Map<String, Ranker> BY_NAME = List.of(AGING, FIFO, PRIORITY).stream()
            .collect(Collectors.toUnmodifiableMap(Ranker::name, Function.identity()));

    private Rankers() {}

    /** The ranker of that name; empty when there is none. */
    public static Optional<Ranker> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Every name {@link #named} knows, in no order. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }
}
