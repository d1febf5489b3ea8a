package io.ordo.scheduler.testing.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What came to a target, and what may be said of it. Any number of threads write in it. */
public final class ArrivalLog {
    private final Map<String, Collection<Arrival>> byKey = new ConcurrentHashMap<>();

    /**
     * One delivery.
     *
     * @param key its idempotency key
     * @param from the scheduler that sent it, by the name the test gave it
     * @param nanos when it came, by the JVM's clock for spans of time
     */
    public record Arrival(String key, long fence, int attempt, String from, long nanos) {}

    /** Notes one that came. */
    public void add(Arrival arrival) {
        byKey.computeIfAbsent(arrival.key(), _ -> new ConcurrentLinkedQueue<>()).add(arrival);
    }

    /** How many different keys came. */
    public int distinct() {
        return byKey.size();
    }

    /** Everything that came, in its order. */
    public List<Arrival> all() {
        return byKey.values().stream()
                .flatMap(Collection::stream)
                .sorted(Comparator.comparingLong(Arrival::nanos))
                .toList();
    }

    /** From the first to the last. */
    public Duration span() {
        var times = all().stream().mapToLong(Arrival::nanos).summaryStatistics();
        return Duration.ofNanos(times.getMax() - times.getMin());
    }

    /** How many each scheduler sent. */
    public Map<String, Long> bySender() {
        return all().stream().collect(Collectors.groupingBy(Arrival::from, Collectors.counting()));
    }

    /** The keys that came more than once. */
    public Set<String> doubles() {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** When the last of these came for the first or any later time, by the JVM's clock for spans of time. */
    public long last(Set<String> keys) {
        return all().stream()
                .filter(arrival -> keys.contains(arrival.key()))
                .mapToLong(Arrival::nanos)
                .max()
                .orElseThrow();
    }

    /** Fails unless each of these came, once, and nothing else did. */
    public void assertOnce(Set<String> sent) {
        assertDoublesAmong(sent, Set.of());
    }

    /**
     * Fails unless each of these came and nothing else did, those that came again are among the suspects, and each
     * time was under a lease of its own: of two attempts the later has the larger fence.
     */
    public void assertDoublesAmong(Set<String> sent, Set<String> suspects) {
        assertThat(without(sent, byKey.keySet())).as("nothing lost").isEmpty();
        assertThat(without(byKey.keySet(), sent)).as("nothing unknown").isEmpty();
        assertThat(without(doubles(), suspects))
                .as("what came twice without a reason")
                .isEmpty();
        byKey.forEach((key, arrivals) -> assertThat(arrivals.stream()
                        .sorted(Comparator.comparingInt(Arrival::attempt))
                        .map(Arrival::fence))
                .as("fences of %s", key)
                .isSorted()
                .doesNotHaveDuplicates());
    }

    private static Set<String> without(Set<String> keys, Set<String> others) {
        return keys.stream().filter(key -> !others.contains(key)).collect(Collectors.toSet());
    }
}
