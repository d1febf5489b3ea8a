package io.ordo.scheduler.explaining;

import io.ordo.scheduler.foreseeing.Lineup.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who goes before a task.
 *
 * @param byTenant those of the tenants with the most, most first
 * @param otherTenants those of all other tenants
 * @param byClass by class, 1 to 5; none of which there is none
 * @param older came before the task
 * @param younger came after it
 */
public record Ahead(
        int total,
        List<Share> byTenant,
        int otherTenants,
        SortedMap<Integer, Integer> byClass,
        int older,
        int younger) {
    /** The most tenants that are named. */
    public static final int MOST_TENANTS = 5;

    private static final Comparator<Share> MOST_FIRST = Comparator.comparingInt(Share::tasks)
            .reversed()
            .thenComparing(Share::tenant, Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * Counts.
     *
     * @param rows those ahead, or some of them
     * @param total how many those stand for
     * @param arrival of the task
     * @param seq of the task, which tells the older one of those that arrived together
     */
    static Ahead of(List<Row> rows, int total, Instant arrival, long seq) {
        double each = rows.isEmpty() ? 0 : (double) total / rows.size();
        var tenants = new HashMap<@Nullable String, Integer>();
        var classes = new TreeMap<Integer, Integer>();
        int older = 0;
        for (var row : rows) {
            tenants.merge(row.tenant(), 1, Integer::sum);
            classes.merge(row.level(), 1, Integer::sum);
            older += row.isOlder(arrival, seq) ? 1 : 0;
        }
        var named = tenants.entrySet().stream()
                .map(tenant -> new Share(tenant.getKey(), times(tenant.getValue(), each)))
                .sorted(MOST_FIRST)
                .limit(MOST_TENANTS)
                .toList();
        classes.replaceAll((_, count) -> times(count, each));
        int olderOnes = times(older, each);
        int others = tenants.size() <= MOST_TENANTS
                ? 0
                : Math.max(0, total - named.stream().mapToInt(Share::tasks).sum());
        return new Ahead(total, named, others, classes, olderOnes, rows.isEmpty() ? 0 : total - olderOnes);
    }

    private static int times(int count, double each) {
        return (int) Math.round(count * each);
    }

    /**
     * Tasks of one tenant.
     *
     * @param tenant null for nobody's
     */
    public record Share(@Nullable String tenant, int tasks) {}
}
