package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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

    /**
     * The receivers have these leases now, and are at work. Waits for an extension that is under way: after the
     * receiver's own it would take the lease back. When it fails they are extended as before.
     */
    synchronized void handOver(List<HandOver> all) {
        leases.start(all.stream().map(HandOver::key).toList());
        all.stream()
                .collect(
                        Collectors.groupingBy(HandOver::length, Collectors.mapping(HandOver::key, Collectors.toList())))
                .forEach((length, keys) -> leases.extend(keys, length));
        all.forEach(one -> held.remove(one.key()));
    }

    /**
     * Whether a lease is surely held, and for a quarter of its length from now on: it was granted a while before this
     * scheduler heard of it, and what is sent under one that ends is sent a second time by whoever has the task then.
     */
    boolean isHeld(LeaseKey key, long now) {
        var one = held.get(key);
        return one != null && now - one.since() < one.length().toNanos() / 4 * 3;
    }

    /** Extends what has used up a third of its time, and knows no more of leases that are lost. */
    synchronized void extend(long now) {
        var due = held.entrySet().stream()
                .filter(entry -> now - entry.getValue().since()
                        > entry.getValue().length().toNanos() / 3)
                .map(Map.Entry::getKey)
                .toList();
        if (!due.isEmpty()) {
            var ends = leases.extend(due, null);
            due.forEach(key ->
                    held.computeIfPresent(key, (_, one) -> ends.containsKey(key) ? new Held(one.length(), now) : null));
        }
    }

    /** A lease that goes to the receiver, for so long. */
    record HandOver(LeaseKey key, Duration length) {}

    /** @param since when it was granted or extended, in the JVM's nanoseconds */
    private record Held(Duration length, long since) {}
}
