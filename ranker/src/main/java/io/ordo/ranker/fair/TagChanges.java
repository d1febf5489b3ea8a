package io.ordo.ranker.fair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a {@link TagBook} was told since it was last merged: sums, so that what happens while they are on their way can
 * be told apart.
 *
 * @param levels what was told of work of each level, by tenant
 * @param started seconds of work that was started, of all tenants and levels
 * @param weights new weights by tenant
 * @param forgiven by tenant, seconds of work that are not its own any more at each level from 1 to {@link
 *     TagBook#LEVELS}
 * @param owesUntil by tenant, seconds since the epoch until which it owes at least the rest of the time; 0 for no such
 *     instant any more
 */
public record TagChanges(
        Map<Integer, Map<String, Work>> levels,
        double started,
        Map<String, Double> weights,
        Map<String, List<Double>> forgiven,
        Map<String, Double> owesUntil) {
    public TagChanges {
        levels = Map.copyOf(levels);
        weights = Map.copyOf(weights);
        forgiven = Map.copyOf(forgiven);
        owesUntil = Map.copyOf(owesUntil);
    }

    /**
     * Seconds of work of a tenant.
     *
     * @param charged queued
     * @param corrected took longer than charged, in sum; negative for shorter
     * @param withdrawn was charged and will never be started
     */
    public record Work(double charged, double corrected, double withdrawn) {
        private static final Work NONE = new Work(0, 0, 0);

        private Work minus(Work other) {
            return new Work(charged - other.charged, corrected - other.corrected, withdrawn - other.withdrawn);
        }
    }

    /** Whether nothing was told. */
    public boolean isEmpty() {
        return levels.isEmpty() && started == 0 && weights.isEmpty() && forgiven.isEmpty() && owesUntil.isEmpty();
    }

    /** Work of a tenant that is being added up. */
    static final class Sums {
        double charged;
        double corrected;
        double withdrawn;

        private Sums(Work work) {
            charged = work.charged;
            corrected = work.corrected;
            withdrawn = work.withdrawn;
        }

        private Work work() {
            return new Work(charged, corrected, withdrawn);
        }
    }

    /** Adds up. Not for several threads. */
    static final class Collector {
        private final List<Map<String, Sums>> tenants = Stream.<Map<String, Sums>>generate(HashMap::new)
                .limit(TagBook.LEVELS + 1)
                .toList();
        private double started;
        private final Map<String, Double> weights = new HashMap<>();
        private final Map<String, List<Double>> forgiven = new HashMap<>();
        private final Map<String, Double> owesUntil = new HashMap<>();

        Sums at(int level, String tenant) {
            return tenants.get(level).computeIfAbsent(tenant, _ -> new Sums(Work.NONE));
        }

        void started(double work) {
            started += work;
        }

        void weighed(String tenant, double weight) {
            weights.put(tenant, weight);
        }

        void forgiven(String tenant, List<Double> work) {
            forgiven.merge(tenant, work, (before, more) -> together(before, more, 1));
        }

        void oweUntil(String tenant, double seconds) {
            owesUntil.put(tenant, seconds);
        }

        TagChanges changes() {
            var levels = new HashMap<Integer, Map<String, Work>>();
            for (int level = 1; level <= TagBook.LEVELS; level++) {
                var works = new HashMap<String, Work>();
                tenants.get(level).forEach((tenant, sums) -> works.put(tenant, sums.work()));
                if (!works.isEmpty()) {
                    levels.put(level, works);
                }
            }
            return new TagChanges(levels, started, weights, forgiven, owesUntil);
        }

        /** What was told after {@code earlier} was asked for. */
        Collector without(TagChanges earlier) {
            var rest = new Collector();
            rest.started = started - earlier.started;
            for (int level = 1; level <= TagBook.LEVELS; level++) {
                var told = earlier.levels.getOrDefault(level, Map.of());
                var left = rest.tenants.get(level);
                tenants.get(level).forEach((tenant, sums) -> {
                    var work = sums.work().minus(told.getOrDefault(tenant, Work.NONE));
                    if (!work.equals(Work.NONE)) {
                        left.put(tenant, new Sums(work));
                    }
                });
            }
            forgiven.forEach((tenant, work) -> {
                var told = earlier.forgiven.get(tenant);
                var left = told == null ? work : together(work, told, -1);
                if (left.stream().anyMatch(seconds -> seconds != 0)) {
                    rest.forgiven.put(tenant, left);
                }
            });
            rest.weights.putAll(changed(weights, earlier.weights));
            rest.owesUntil.putAll(changed(owesUntil, earlier.owesUntil));
            return rest;
        }

        private static List<Double> together(List<Double> some, List<Double> more, int times) {
            return IntStream.range(0, some.size())
                    .mapToObj(i -> some.get(i) + times * more.get(i))
                    .toList();
        }

        private static Map<String, Double> changed(Map<String, Double> values, Map<String, Double> earlier) {
            var changed = new HashMap<>(values);
            changed.entrySet().removeAll(earlier.entrySet());
            return changed;
        }
    }
}
