package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The leases of what is on its way. They are made longer as long as it is, so that nobody else takes it. */
final class Underway {
    private final Leases leases;
    private final Map<LeaseKey, Held> held = new ConcurrentHashMap<>();

    Underway(Leases leases) {
        this.leases = leases;
    }

    void add(Lease lease, long now) {
        held.put(lease.key(), new Held(lease.length(), now));
    }

    void remove(LeaseKey key) {
        held.remove(key);
    }

    /** The receiver has the lease now, for so long, and is at work. */
    void handOver(LeaseKey key, Duration length) {
        held.remove(key);
        leases.start(List.of(key));
        leases.extend(List.of(key), length);
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Extends what has used up a third of its time. A lease that is lost is noticed when it is settled. */
    void extend(long now) {
        var due = held.entrySet().stream()
                .filter(entry -> now - entry.getValue().since()
                        > entry.getValue().length().toNanos() / 3)
                .toList();
        if (!due.isEmpty()) {
            leases.extend(due.stream().map(Map.Entry::getKey).toList(), null);
            due.forEach(entry -> held.replace(
                    entry.getKey(), entry.getValue(), new Held(entry.getValue().length(), now)));
        }
    }

    /** @param since when it was granted or extended, in the JVM's nanoseconds */
    private record Held(Duration length, long since) {}
}
