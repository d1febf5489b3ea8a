package io.ordo.ranker.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replay comes to.
 *
 * @param ranker its name
 * @param all the waits of all tasks
 * @param classes by class, 1 to 5; those without tasks are left out
 * @param tenants by tenant
 * @param fairness from 0 to 1 (fair): the mean of Jain's index over the windows of time in which several tenants had
 *     work of a class waiting throughout, of the service each got in that class for its weight; 1 without such a
 *     window
 * @param mostOvertaken who was passed by the most tasks that came later; empty when nobody was
 */
public record Report(
        String ranker,
        Waits all,
        SortedMap<Integer, Waits> classes,
        SortedMap<String, TenantWaits> tenants,
        double fairness,
        Optional<Overtaken> mostOvertaken) {
    /**
     * The waits of a tenant.
     *
     * @param all of all its tasks
     * @param classes by class, 1 to 5; those without tasks are left out
     */
    public record TenantWaits(Waits all, SortedMap<Integer, Waits> classes) {}

    static Report of(Replay replay) {
        var all = new Group();
        var classes = new TreeMap<Integer, Group>();
        var tenants = new TreeMap<String, Map<Integer, Group>>();
        for (int number = 0; number < replay.size(); number++) {
            var task = replay.task(number);
            all.add(number);
            classes.computeIfAbsent(task.classNumber(), _ -> new Group()).add(number);
            tenants.computeIfAbsent(task.tenant(), _ -> new TreeMap<>())
                    .computeIfAbsent(task.classNumber(), _ -> new Group())
                    .add(number);
        }
        var byTenant = new TreeMap<String, TenantWaits>();
        tenants.forEach((tenant, groups) -> byTenant.put(
                tenant, new TenantWaits(Group.together(groups.values()).waits(replay), waits(replay, groups))));
        return new Report(
                replay.ranker().name(),
                all.waits(replay),
                waits(replay, classes),
                byTenant,
                Fairness.of(replay),
                Overtaken.most(replay));
    }

    private static SortedMap<Integer, Waits> waits(Replay replay, Map<Integer, Group> groups) {
        var waits = new TreeMap<Integer, Waits>();
        groups.forEach((key, group) -> waits.put(key, group.waits(replay)));
        return waits;
    }

    /** Numbers of tasks. */
    private static final class Group {
        private final List<Integer> numbers = new ArrayList<>();

        void add(int number) {
            numbers.add(number);
        }

        static Group together(Iterable<Group> groups) {
            var together = new Group();
            groups.forEach(group -> together.numbers.addAll(group.numbers));
            return together;
        }

        Waits waits(Replay replay) {
            return Waits.of(replay, numbers.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
