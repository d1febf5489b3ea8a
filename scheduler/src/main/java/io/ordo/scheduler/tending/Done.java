package io.ordo.scheduler.tending;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of something that was to be done to tasks.
 *
 * @param count of those it was done to
 * @param refused how many were turned away, by the code of the refusal; in the order of the codes
 */
public record Done(int count, Map<String, Integer> refused) {
    static final Done NOTHING = new Done(0, Map.of());

    static Done all(int count) {
        return new Done(count, Map.of());
    }

    Done and(Done other) {
        var sum = new TreeMap<>(refused);
        other.refused.forEach((code, tasks) -> sum.merge(code, tasks, Integer::sum));
        return new Done(count + other.count, sum);
    }
}
