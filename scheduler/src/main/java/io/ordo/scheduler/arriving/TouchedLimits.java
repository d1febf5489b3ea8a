package io.ordo.scheduler.arriving;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gates of limits that tasks have come to, or under which one has ended, since somebody looked. */
public final class TouchedLimits {
    private final Set<String> gates = ConcurrentHashMap.newKeySet();

    /** Somebody should look at these. */
    public void touch(Collection<String> touched) {
        gates.addAll(touched);
    }

    /** Some of them, which are touched no longer. */
    public List<String> take(int most) {
        var taken = gates.stream().limit(most).toList();
        taken.forEach(gates::remove);
        return taken;
    }
}
