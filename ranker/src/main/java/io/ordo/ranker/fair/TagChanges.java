package io.ordo.ranker.fair;

import java.util.HashMap;
import java.util.Map;

/**
 * What a {@link TagBook} was told since it was last merged: sums, so that what happens while they are on their way can
 * be told apart.
 *
 * @param tenants by name, those of whom something was told
 * @param started seconds of work that was started, of all tenants
 * @param weights new weights by tenant
 */
public record TagChanges(Map<String, Work> tenants, double started, Map<String, Double> weights) {
    public TagChanges {
        tenants = Map.copyOf(tenants);
        weights = Map.copyOf(weights);
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

        private Work plus(Work other) {
            return new Work(charged + other.charged, corrected + other.corrected, withdrawn + other.withdrawn);
        }

        private Work minus(Work other) {
            return new Work(charged - other.charged, corrected - other.corrected, withdrawn - other.withdrawn);
        }
    }

    /** Whether nothing was told. */
    public boolean isEmpty() {
        return tenants.isEmpty() && started == 0 && weights.isEmpty();
    }

    /** Adds up. Not for several threads. */
    static final class Collector {
        private final Map<String, Work> tenants = new HashMap<>();
        private final Map<String, Double> weights = new HashMap<>();
        private double started;

        void charged(String tenant, double work) {
            tenants.merge(tenant, new Work(work, 0, 0), Work::plus);
        }

        void corrected(String tenant, double more) {
            tenants.merge(tenant, new Work(0, more, 0), Work::plus);
        }

        void withdrawn(String tenant, double work) {
            tenants.merge(tenant, new Work(0, 0, work), Work::plus);
        }

        void started(double work) {
            started += work;
        }

        void weighed(String tenant, double weight) {
            weights.put(tenant, weight);
        }

        TagChanges changes() {
            return new TagChanges(tenants, started, weights);
        }

        /** What was told after {@code earlier} was asked for. */
        Collector without(TagChanges earlier) {
            var rest = new Collector();
            rest.started = started - earlier.started;
            tenants.forEach((tenant, work) -> {
                var left = work.minus(earlier.tenants.getOrDefault(tenant, Work.NONE));
                if (!left.equals(Work.NONE)) {
                    rest.tenants.put(tenant, left);
                }
            });
            weights.forEach((tenant, weight) -> {
                if (!weight.equals(earlier.weights.get(tenant))) {
                    rest.weights.put(tenant, weight);
                }
            });
            return rest;
        }
    }
}
